import type { TemplateClause } from '../../src/domain/contracts/template.ts';

export const contractClauses: TemplateClause[] = [
  {
    code: 'TERM',
    kind: 'TERM',
    mandatory: true,
    title: { zh: '合作期限', en: 'Term' },
    body: {
      zh: `本协议自{{term_start}}起生效，至{{term_end}}止。
任何一方有意续约的，应当在期限届满前{{renewal_notice_days}}日向对方提出，由双方根据合作期间的考核结果和市场情况协商。期限届满未签订续约协议的，本协议自然终止。`,
      en: `This agreement takes effect on {{term_start}} and ends on {{term_end}}.
A party that wishes to renew it says so {{renewal_notice_days}} days before the end; both then decide by the results of the evaluations and the market. Without a renewal agreement it ends with its term.`,
    },
  },
  {
    code: 'SCOPE',
    kind: 'SCOPE',
    mandatory: true,
    title: { zh: '代理范围', en: 'Scope of agency' },
    body: {
      zh: `甲方委托乙方代理下列业务：{{service_scope}}。
乙方应当在下列区域内的核定网点开展业务：{{sales_area}}。未经甲方书面同意，乙方不得跨区域经营、变更网点地址或者增设网点。
乙方不得将本协议项下的代理权转委托给任何第三方，不得发展下级代理。`,
      en: `Party A entrusts Party B with the sale of: {{service_scope}}.
Party B works from its approved outlets within: {{sales_area}}. Without Party A's written consent it does not sell outside that area, move an outlet or open another.
Party B does not pass its agency on to any third party and appoints no sub-agents.`,
    },
  },
  {
    code: 'TARGET',
    kind: 'TARGET',
    mandatory: true,
    title: { zh: '销售目标', en: 'Sales targets' },
    body: {
      zh: `乙方每季度的销售目标为{{quarterly_target}}，每季度新增用户目标为{{quarterly_new_users}}户。
甲方按照公布的考核办法按季度、按年度评定乙方的目标完成情况，评定结果作为酬金、分级和续约的依据。乙方对评定结果有异议的，可以在公示期内申请复核。`,
      en: `Per quarter Party B is to reach sales of {{quarterly_target}} and {{quarterly_new_users}} new subscribers.
Party A evaluates the results each quarter and each year by its published rules; they decide on commission, grade and renewal. Party B may ask for a review while the results are on display.`,
    },
  },
  {
    code: 'SALES_POLICY',
    kind: 'SALES_POLICY',
    mandatory: true,
    title: { zh: '销售政策', en: 'Sales policy' },
    body: {
      zh: `甲方向乙方提供下列销售政策：{{sales_policy}}。
甲方调整销售政策的，应当提前通知乙方；调整前已经受理的业务，仍按原政策执行。`,
      en: `Party A grants Party B this sales policy: {{sales_policy}}.
Party A announces changes in advance; business accepted before a change follows the former policy.`,
    },
  },
  {
    code: 'PRICING',
    kind: 'PRICING',
    mandatory: true,
    title: { zh: '价格政策', en: 'Price policy' },
    body: {
      zh: `乙方代理甲方通信业务，适用下列价格政策：{{price_policy}}。
乙方应当在营业场所公示甲方的资费标准，向用户如实说明，不得在甲方资费之外向用户加收费用，不得以虚假优惠诱导用户办理业务。`,
      en: `When Party B sells Party A's communication services this price policy applies: {{price_policy}}.
Party B displays Party A's tariffs at its premises and explains them truthfully, charges users nothing beyond them and lures nobody with false offers.`,
    },
  },
  {
    code: 'SUPPLY',
    kind: 'SUPPLY',
    mandatory: true,
    title: { zh: '产品供应', en: 'Supply of products' },
    body: {
      zh: `甲方按照下列方式向乙方供应产品和业务资源：{{supply_method}}。
甲方应当在确认乙方要货申请后{{supply_days}}个工作日内发出货物。乙方对领用的号卡、终端、票据逐一登记、妥善保管，不得转让、调换或者挪作他用。`,
      en: `Party A supplies products and resources to Party B as follows: {{supply_method}}.
Party A ships within {{supply_days}} working days after confirming an order. Party B records and keeps safe every card, terminal and receipt it draws, and neither passes them on nor uses them for anything else.`,
    },
  },
  {
    code: 'PROMOTION',
    kind: 'PROMOTION',
    mandatory: true,
    title: { zh: '促销支持', en: 'Promotion support' },
    body: {
      zh: `甲方为乙方提供下列促销支持：{{promotion_support}}。
乙方自行组织促销活动的，应当将方案提前报甲方同意，活动内容应当真实、合法。`,
      en: `Party A supports Party B's promotions as follows: {{promotion_support}}.
Party B submits promotions of its own to Party A beforehand; what they promise is true and lawful.`,
    },
  },
  {
    code: 'MARKETING',
    kind: 'MARKETING',
    mandatory: true,
    title: { zh: '市场推广', en: 'Marketing' },
    body: {
      zh: `甲方为乙方提供下列市场推广支持：{{marketing_support}}。
乙方可以在合作期间、在代理业务的范围内使用甲方许可的商标、标识和宣传材料，合作终止后应当立即停止使用并予以拆除或者交还。`,
      en: `Party A supports Party B's marketing as follows: {{marketing_support}}.
During the term Party B may use the marks, signs and materials Party A has licensed, for the entrusted services only. Afterwards it stops at once and removes or returns them.`,
    },
  },
  {
    code: 'BENEFIT_SHARING',
    kind: 'BENEFIT_SHARING',
    mandatory: true,
    title: { zh: '利益分配与结算', en: 'Sharing of benefits and settlement' },
    body: {
      zh: `甲方按照乙方有效业务收入的{{commission_rate}}向乙方支付代理酬金。用户身份不真实、业务不真实的，不计入有效业务收入。
双方于每月{{settlement_day}}日核对上月账目，核对无误后由乙方开具合法票据，甲方据此付款。`,
      en: `Party A pays Party B a commission of {{commission_rate}} of the revenue from valid business. Business with a false identity or without substance does not count.
On day {{settlement_day}} of each month both check the accounts of the month before; Party B then issues a lawful invoice and Party A pays.`,
    },
  },
  {
    code: 'AFTER_SALES',
    kind: 'AFTER_SALES',
    mandatory: true,
    title: { zh: '售后服务', en: 'After-sales service' },
    body: {
      zh: `乙方设立售后服务电话{{after_sales_phone}}，负责解答用户咨询、受理用户投诉，并在营业场所公示该电话。
对用户的投诉，乙方应当在{{complaint_answer_days}}日内答复；不能自行解决的，应当及时转交甲方并配合处理。`,
      en: `Party B runs the after-sales telephone {{after_sales_phone}}, displays it at its premises, answers questions and takes complaints there.
It answers a complaint within {{complaint_answer_days}} days, and passes on to Party A what it cannot settle itself.`,
    },
  },
  {
    code: 'RIGHTS_AND_DUTIES',
    kind: 'RIGHTS_AND_DUTIES',
    mandatory: true,
    title: { zh: '双方的权利和义务', en: 'Rights and duties of both parties' },
    body: {
      zh: `甲方有权对乙方的经营和服务进行指导、培训、检查和考核；应当按照约定提供业务支持、培训和系统权限，按时足额支付酬金。
乙方有权获得约定的支持和酬金，有权就甲方的政策和服务提出意见；应当依法经营，遵守甲方的业务规范和服务标准，接受检查并按期整改，维护甲方的声誉。
乙方保证其提交的证照和资料真实、有效，发生变更的，应当及时告知甲方。
乙方与其员工之间的劳动关系由乙方自行负责。`,
      en: `Party A may guide, train, inspect and evaluate Party B. It provides the agreed support, training and access to its systems, and pays commission in full and on time.
Party B is entitled to the agreed support and commission and may comment on Party A's policies and service. It keeps the law, Party A's rules and its standards of service, accepts inspections, remedies what they find in time and guards Party A's good name.
Party B vouches that its licences and papers are true and valid and tells Party A about changes in time.
Party B alone is the employer of its staff.`,
    },
  },
  {
    code: 'REAL_NAME_DUTY',
    kind: 'REAL_NAME_DUTY',
    mandatory: true,
    title: { zh: '电话用户实名登记义务', en: 'Duty to register users under their real names' },
    body: {
      zh: `乙方为用户办理电话卡、宽带等业务时，应当按照反电信网络诈骗和电话用户真实身份信息登记的规定，当面查验用户的有效身份证件，使用甲方指定的专用设备读取并核验身份信息，做到人证一致；用户拒绝提供或者证件无法核验的，不得办理。
乙方不得冒用、代用他人身份，不得手工录入替代设备读取，不得批量开卡、囤积号卡，不得将已经实名的号卡出售、出租、出借给他人。
乙方应当对用户身份信息严格保密，不得自行留存、复制，不得向任何人出售或者提供；应当组织从业人员参加实名登记培训，经考核合格后上岗，并定期自查。
甲方对乙方落实实名登记的情况进行监督、检查和暗访，乙方应当配合。`,
      en: `When Party B provides telephone cards, broadband or other services it checks the user's valid identity document in person, as the rules against telecom fraud and on real-name registration demand, reads and verifies it with the device Party A prescribes and makes sure that the document belongs to the person. It serves nobody who shows no document or whose document cannot be verified.
Party B uses nobody else's identity, types in nothing the device is to read, opens no cards in bulk, hoards none, and neither sells, rents nor lends cards that are registered already.
Party B keeps users' identity data secret, stores and copies none of it and gives or sells it to nobody. It has its staff trained and examined in real-name registration before they serve users, and checks itself regularly.
Party A supervises, inspects and test-shops Party B's real-name registration; Party B cooperates.`,
    },
  },
  {
    code: 'REAL_NAME_BREACH',
    kind: 'REAL_NAME_BREACH',
    mandatory: true,
    title: { zh: '违反实名登记义务的处置', en: 'Breach of the real-name duty' },
    body: {
      zh: `乙方违反前条约定的，甲方有权立即暂停乙方的业务受理权限、停止支付相关酬金，并按每户{{real_name_penalty}}收取违约金；乙方应当立即改正，并协助甲方重新核实相关用户的身份。
乙方虚假登记、批量开卡、倒卖号卡、泄露用户身份信息或者拒不改正的，甲方有权立即解除本协议，将乙方及责任人员列入不予合作名单，并依法报告主管部门和公安机关。
因乙方违反实名登记义务致使甲方受到处罚或者向第三方承担责任的，乙方应当赔偿甲方因此遭受的全部损失。`,
      en: `If Party B breaches the article above, Party A may suspend its access to business at once, withhold the commission concerned and claim a penalty of {{real_name_penalty}} per user. Party B corrects the breach at once and helps to verify the users anew.
If Party B registers falsely, opens cards in bulk, resells cards, leaks identity data or refuses to correct a breach, Party A may end this agreement at once, list Party B and those responsible as barred from cooperation and report to the authorities and the police as the law provides.
If Party A is fined or liable to a third party because of such a breach, Party B makes good the whole damage.`,
    },
  },
  {
    code: 'DEPOSIT',
    kind: 'DEPOSIT',
    mandatory: false,
    title: { zh: '履约保证金', en: 'Deposit' },
    body: {
      zh: `乙方向甲方交纳的履约保证金为：{{deposit}}。
合作终止并结清账目、交还物资后，甲方应当将保证金余额无息退还乙方。`,
      en: `The deposit Party B pays to Party A is: {{deposit}}.
After the cooperation has ended, accounts are settled and goods returned, Party A pays back the balance without interest.`,
    },
  },
  {
    code: 'CONFIDENTIALITY',
    kind: 'CONFIDENTIALITY',
    mandatory: false,
    title: { zh: '保密', en: 'Confidentiality' },
    body: {
      zh: '双方对在合作中知悉的对方商业秘密和用户信息负有保密义务，未经许可不得披露或者使用。本条在合作终止后继续有效。',
      en: "Both parties keep secret the other's trade secrets and all user data learnt in the cooperation and neither disclose nor use them without permission. This article outlasts the cooperation.",
    },
  },
  {
    code: 'BREACH',
    kind: 'BREACH',
    mandatory: true,
    title: { zh: '违约责任', en: 'Breach' },
    body: {
      zh: `任何一方违反本协议的，守约方有权书面要求其在{{cure_days}}日内整改；逾期不改或者整改不合格的，守约方有权要求其承担违约责任、赔偿损失，情节严重的有权解除本协议。
乙方虚报业务、套取酬金、侵害用户权益的，甲方有权追回已付酬金，并依法追究其法律责任。`,
      en: `If a party breaches this agreement, the other may demand in writing that it remedy the breach within {{cure_days}} days; if it does not, it is liable for the breach and the damage, and in serious cases the other may end the agreement.
If Party B reports false business, obtains commission by deceit or harms users' rights, Party A may reclaim what it has paid and take legal action.`,
    },
  },
  {
    code: 'TERMINATION',
    kind: 'TERMINATION',
    mandatory: false,
    title: { zh: '协议的变更与解除', en: 'Change and termination' },
    body: {
      zh: `对本协议的变更应当由双方以书面形式作出。
任何一方可以提前{{termination_notice_days}}日书面通知对方解除本协议；解除前双方应当结清账目，乙方应当交还甲方的设备、号卡、标识和资料，并配合做好用户的服务衔接。`,
      en: `Changes of this agreement are made by both parties in writing.
Either party may end it by written notice of {{termination_notice_days}} days. Before that both settle their accounts, Party B returns devices, cards, signs and papers and helps that users go on being served.`,
    },
  },
  {
    code: 'DISPUTE',
    kind: 'DISPUTE',
    mandatory: true,
    title: { zh: '争议解决', en: 'Disputes' },
    body: {
      zh: '因本协议产生的争议，双方应当协商解决；协商不成的，任何一方可以向{{court_place}}有管辖权的人民法院提起诉讼。',
      en: 'Both parties settle disputes about this agreement by talks; failing these, either may sue at the competent court in {{court_place}}.',
    },
  },
  {
    code: 'FINAL',
    kind: 'OTHER',
    mandatory: false,
    title: { zh: '其他', en: 'Other' },
    body: {
      zh: `补充约定：{{further_terms}}
本协议由双方依次签署后成立。电子签名与手写签名、盖章具有同等法律效力。`,
      en: `Further terms: {{further_terms}}
This agreement is concluded once both parties have signed it in turn. Electronic signatures have the same force as handwritten ones and seals.`,
    },
  },
];
