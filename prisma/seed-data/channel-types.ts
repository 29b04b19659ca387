import type { ChannelTypeBody } from '../../src/domain/registry/channel-type.ts';

type Service = ChannelTypeBody['services'][number];

const NEW_CUSTOMER = { code: 'NEW_CUSTOMER', name: { zh: '新客户入网', en: 'New customers' } };
const TOP_UP = { code: 'TOP_UP', name: { zh: '缴费充值', en: 'Payment and top-up' } };
const PACKAGE_CHANGE = { code: 'PACKAGE_CHANGE', name: { zh: '套餐变更', en: 'Package change' } };
const BROADBAND = { code: 'BROADBAND', name: { zh: '宽带业务', en: 'Broadband' } };
const TERMINAL_SALES = { code: 'TERMINAL_SALES', name: { zh: '终端销售', en: 'Sale of terminals' } };
const CARD_REPLACEMENT = { code: 'CARD_REPLACEMENT', name: { zh: '补换卡', en: 'Card replacement' } };
const ACCOUNT_TRANSFER = { code: 'ACCOUNT_TRANSFER', name: { zh: '过户销户', en: 'Transfer and closing of accounts' } };

const EVERY_SERVICE: Service[] = [
  NEW_CUSTOMER,
  TOP_UP,
  PACKAGE_CHANGE,
  BROADBAND,
  TERMINAL_SALES,
  CARD_REPLACEMENT,
  ACCOUNT_TRANSFER,
];
const SHOP_SERVICES: Service[] = [NEW_CUSTOMER, TOP_UP, PACKAGE_CHANGE, BROADBAND, TERMINAL_SALES, CARD_REPLACEMENT];
const SIDE_SERVICES: Service[] = [NEW_CUSTOMER, TOP_UP, TERMINAL_SALES];

/** A place in the tree under which types can be added; nobody applies for it (TAX-09). */
function group(
  code: string,
  parent: string | null,
  ownership: ChannelTypeBody['ownership'],
  name: ChannelTypeBody['name'],
  description: ChannelTypeBody['description'],
): ChannelTypeBody {
  return { code, parent, name, description, ownership, openForApplication: false, subjectKinds: [], services: [] };
}

/** Parents come before children. */
export const channelTypes: readonly ChannelTypeBody[] = [
  group(
    'OWN',
    null,
    'OWN',
    { zh: '自有渠道', en: 'Own channels' },
    { zh: '由公司自行投资建设、运营管理的渠道。', en: 'Channels that the operator builds and runs itself.' },
  ),
  group(
    'SOCIAL',
    null,
    'SOCIAL',
    { zh: '社会渠道', en: 'Social channels' },
    { zh: '由合作伙伴经营的渠道。', en: 'Channels that partners run.' },
  ),
  {
    ...group(
      'OWN_HALL',
      'OWN',
      'OWN',
      { zh: '自有营业厅', en: 'Own hall' },
      { zh: '公司自建自营的线下营业场所。', en: 'A physical hall of the operator.' },
    ),
    services: EVERY_SERVICE,
  },
  {
    ...group(
      'OWN_HALL_DOWNTOWN',
      'OWN_HALL',
      'OWN',
      { zh: '市区大型营业厅', en: 'Large downtown hall' },
      { zh: '市区核心商圈的综合营业厅。', en: 'A hall with every service in the centre of a city.' },
    ),
    services: EVERY_SERVICE,
  },
  {
    ...group(
      'OWN_HALL_COMMUNITY',
      'OWN_HALL',
      'OWN',
      { zh: '社区营业厅', en: 'Community hall' },
      { zh: '服务周边居民的社区营业厅。', en: 'A hall for the people of a neighbourhood.' },
    ),
    services: SHOP_SERVICES,
  },
  {
    ...group(
      'OWN_WEB',
      'OWN',
      'OWN',
      { zh: '网上营业厅', en: 'Own web hall' },
      { zh: '通过互联网平台搭建的线上营业厅。', en: "The operator's hall on the web." },
    ),
    services: SHOP_SERVICES,
  },
  {
    ...group(
      'OWN_APP',
      'OWN',
      'OWN',
      { zh: '手机营业厅', en: 'Own mobile hall' },
      { zh: '基于移动终端开发的应用程序。', en: "The operator's application for mobile phones." },
    ),
    services: SHOP_SERVICES,
  },
  {
    code: 'AGENT',
    parent: 'SOCIAL',
    name: { zh: '代理商', en: 'Agent' },
    description: {
      zh: '签订代理协议、按照公司要求开展业务代理的企业或个体工商户。',
      en: 'A company or individual business that sells on behalf of the operator under an agency agreement.',
    },
    ownership: 'SOCIAL',
    openForApplication: true,
    subjectKinds: ['ENTERPRISE', 'INDIVIDUAL_BUSINESS'],
    services: SHOP_SERVICES,
  },
  {
    code: 'COOP_HALL',
    parent: 'SOCIAL',
    name: { zh: '合作营业厅', en: 'Cooperation hall' },
    description: {
      zh: '合作伙伴出资、按照公司统一标准装修和运营管理的营业厅。',
      en: "A partner's hall, fitted out and run to the operator's standard.",
    },
    ownership: 'SOCIAL',
    openForApplication: true,
    subjectKinds: ['ENTERPRISE'],
    services: SHOP_SERVICES,
  },
  {
    code: 'EXCLUSIVE',
    parent: 'SOCIAL',
    name: { zh: '专营店', en: 'Exclusive shop' },
    description: {
      zh: '专门经营本公司业务、具备专业销售和技术支持人员的门店。',
      en: "A shop that sells only the operator's services, with trained sales and technical staff.",
    },
    ownership: 'SOCIAL',
    openForApplication: true,
    subjectKinds: ['ENTERPRISE', 'INDIVIDUAL_BUSINESS'],
    services: SHOP_SERVICES,
  },
  {
    code: 'NON_EXCLUSIVE',
    parent: 'SOCIAL',
    name: { zh: '兼营店', en: 'Non-exclusive shop' },
    description: {
      zh: '在主营业务之外兼营本公司部分业务的门店。',
      en: "A shop that sells some of the operator's services beside its own trade.",
    },
    ownership: 'SOCIAL',
    openForApplication: true,
    subjectKinds: ['ENTERPRISE', 'INDIVIDUAL_BUSINESS'],
    services: SIDE_SERVICES,
  },
  group(
    'DEALER',
    'SOCIAL',
    'SOCIAL',
    { zh: '经销商', en: 'Dealer' },
    { zh: '批量采购并分销的合作伙伴，可按需细分。', en: 'Buys in quantity and sells on; may be divided further.' },
  ),
  group(
    'RETAILER',
    'SOCIAL',
    'SOCIAL',
    { zh: '零售商', en: 'Retailer' },
    { zh: '面向消费者零售的合作伙伴，可按需细分。', en: 'Sells to consumers; may be divided further.' },
  ),
  group(
    'SUPPLIER',
    'SOCIAL',
    'SOCIAL',
    { zh: '供应商', en: 'Supplier' },
    { zh: '提供终端、物料等的合作伙伴。', en: 'Supplies terminals, material and the like.' },
  ),
  group(
    'E_COMMERCE',
    'SOCIAL',
    'SOCIAL',
    { zh: '电商平台', en: 'E-commerce platform' },
    { zh: '通过电子商务平台销售的渠道。', en: 'Sells through an e-commerce platform.' },
  ),
  group(
    'SOCIAL_MEDIA',
    'SOCIAL',
    'SOCIAL',
    { zh: '社交媒体渠道', en: 'Social media channel' },
    { zh: '通过社交媒体开展推广和销售的渠道。', en: 'Promotes and sells through social media.' },
  ),
  group(
    'DIRECT',
    'OWN',
    'OWN',
    { zh: '直销', en: 'Direct sales' },
    { zh: '由公司直销人员直接面向客户的渠道。', en: "The operator's own sales people." },
  ),
];
