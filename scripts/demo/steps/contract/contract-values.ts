/** What the contract officer writes, by field code of the seeded template. */
const VALUES: Readonly<Record<string, string>> = {
  renewal_notice_days: '60',
  service_scope: '新客户入网、缴费充值、套餐变更、宽带业务、终端销售、补换卡',
  sales_area: '临江市城南区',
  quarterly_target: '150000.00',
  quarterly_new_users: '900',
  sales_policy: '按照公司当期公布的渠道销售政策执行，政策调整提前十五日书面通知。',
  price_policy: '执行公司统一资费，不得擅自加价或变相降价。',
  supply_method: '由公司统一配送至经营场地',
  supply_days: '5',
  promotion_support: '每季度提供一次门店促销物料和礼品',
  marketing_support: '纳入区域广告投放，提供统一门头和宣传画面',
  commission_rate: '6.5',
  settlement_day: '15',
  after_sales_phone: '0000-10000000',
  complaint_answer_days: '2',
  real_name_penalty: '5000.00',
  cure_days: '10',
  termination_notice_days: '30',
  court_place: '临江市城南区',
};

/** Fields that an administrator has added since get something of their kind. */
export function contractValue({ code, kind }: { readonly code: string; readonly kind: string }): string {
  return VALUES[code] ?? valueOfKind(code, kind);
}

function valueOfKind(code: string, kind: string): string {
  switch (kind) {
    case 'DATE':
      return dayIn(/end|until|to$/.test(code) ? 730 : 1);
    case 'MONEY':
      return '1000.00';
    case 'INTEGER':
      return '10';
    case 'PERCENT':
      return '5';
    default:
      return '按双方约定执行';
  }
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
