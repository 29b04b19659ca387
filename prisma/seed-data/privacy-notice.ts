import type { PrivacyNoticeBody } from '../../src/domain/accounts/privacy-notice.ts';

const zh = `本声明说明清源省分公司（下称“我们”）在渠道合作过程中如何处理您的个人信息。
我们处理的信息：姓名、手机号、电子邮箱；企业的法定代表人及关联人的姓名和身份证件号码；您在系统中的操作记录和登录地址。
处理目的：办理渠道准入、合同签署、通知送达、黑名单和信用核查，以及履行法律规定的留痕义务。
身份证件号码仅以掩码和加密摘要形式保存，不保存原文；查看被遮挡的信息会被记录。
保存期限：合作期间及合作终止后法律法规要求的期限；超期后删除或匿名化。
您可以查询、更正您的信息，撤回同意，或对处理提出异议，请联系省公司合规部。撤回同意不影响撤回前已进行的处理。
我们不会为本声明以外的目的使用您的信息，也不会自动化作出仅凭系统判断的拒绝决定。`;

const en = `This notice says how Qingyuan Province ("we") handles your personal data in the course of a channel cooperation.
What we handle: name, mobile number, e-mail address; names and identity numbers of a company's legal representative and affiliates; what you do in the system and the address you log in from.
What for: admission of channels, signing of contracts, delivery of notices, checks of blacklist and credit, and the records that the law demands.
Identity numbers are kept only masked and as a keyed hash, never in full; looking behind a mask is recorded.
How long: for the cooperation and for the time the law demands after its end; then the data is deleted or made anonymous.
You may ask for your data, have it corrected, withdraw your consent or object; please write to the Compliance Department of the province. A withdrawal does not touch what was done before it.
We do not use your data for any other purpose, and no refusal rests on the system's judgement alone where a person can judge.`;

export const privacyNotice: PrivacyNoticeBody = {
  title: { zh: '个人信息保护声明', en: 'Privacy notice' },
  text: { zh, en },
};
