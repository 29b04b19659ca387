import type { z } from 'zod';
import type { ChecklistBody } from '../../src/domain/admission/policy.ts';

type Checklist = z.input<typeof ChecklistBody>;
type Item = Checklist['items'][number];

const LICENCE: Item = {
  code: 'BUSINESS_LICENCE',
  title: { zh: '营业执照', en: 'Business licence' },
  hint: {
    zh: '填写统一社会信用代码和有效期，上传正本或副本。',
    en: 'Give the credit code and validity; original or copy.',
  },
  required: true,
  numberRequired: true,
  validityRequired: true,
};

const LEGAL_REP_ID: Item = {
  code: 'LEGAL_REP_ID',
  title: { zh: '法定代表人（经营者）身份证', en: 'Identity card of the legal representative' },
  hint: { zh: '正反两面，字迹清晰。', en: 'Both sides, legible.' },
  required: true,
  validityRequired: true,
  minFiles: 2,
};

const PREMISES: Item = {
  code: 'PREMISES_PROOF',
  title: { zh: '经营场地证明', en: 'Proof of premises' },
  hint: { zh: '产权证或租赁合同，租期不少于合作期。', en: 'Title or lease that lasts as long as the cooperation.' },
  required: true,
  validityRequired: true,
};

const SHOP_FRONT: Item = {
  code: 'SHOP_FRONT_PHOTO',
  title: { zh: '门头照片', en: 'Photo of the shop front' },
  hint: { zh: '能看清招牌和周边环境。', en: 'The sign and its surroundings can be seen.' },
  required: true,
};

const FINANCE: Item = {
  code: 'FINANCE_PROOF',
  title: { zh: '财务或资信证明', en: 'Proof of finances or credit' },
  hint: { zh: '最近一年财务报表或银行资信证明。', en: "Last year's statements or a bank's letter." },
  required: true,
  validityRequired: true,
};

const PLAN: Item = {
  code: 'COOPERATION_PLAN',
  title: { zh: '合作方案', en: 'Cooperation plan' },
  hint: { zh: '区域、目标、人员和投入。', en: 'Area, targets, staff and investment.' },
  required: true,
};

const STAFF: Item = {
  code: 'STAFF_LIST',
  title: { zh: '人员名单及资格证明', en: 'Staff list with certificates' },
  required: true,
};

const INTERIOR: Item = {
  code: 'INTERIOR_PHOTO',
  title: { zh: '店内照片', en: 'Photos of the interior' },
  required: false,
};

const FIT_OUT: Item = {
  code: 'FIT_OUT_PLAN',
  title: { zh: '装修方案', en: 'Fit-out plan' },
  hint: { zh: '按照统一装修标准编制。', en: "Made to the operator's standard." },
  required: true,
};

const EXCLUSIVITY: Item = {
  code: 'EXCLUSIVITY_STATEMENT',
  title: { zh: '专营承诺书', en: 'Statement of exclusivity' },
  required: true,
};

const PERMIT: Item = {
  code: 'TRADE_PERMIT',
  title: { zh: '行业许可证', en: 'Permit of the trade' },
  hint: { zh: '主营业务需要许可的，请提供。', en: 'Where the main business needs one.' },
  required: false,
  numberRequired: true,
  validityRequired: true,
};

/** What each type of channel asks of an applicant (ADM-02, ADM-18). */
export const checklists: readonly Checklist[] = [
  { channelType: 'AGENT', items: [LICENCE, LEGAL_REP_ID, PREMISES, SHOP_FRONT, FINANCE, PLAN, INTERIOR] },
  { channelType: 'COOP_HALL', items: [LICENCE, LEGAL_REP_ID, PREMISES, SHOP_FRONT, FINANCE, PLAN, FIT_OUT, STAFF] },
  { channelType: 'EXCLUSIVE', items: [LICENCE, LEGAL_REP_ID, PREMISES, SHOP_FRONT, FINANCE, STAFF, EXCLUSIVITY] },
  { channelType: 'NON_EXCLUSIVE', items: [LICENCE, LEGAL_REP_ID, PREMISES, SHOP_FRONT, PERMIT] },
];
