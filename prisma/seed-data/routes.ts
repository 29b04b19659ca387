import type { z } from 'zod';
import type { DecisionTableBody } from '../../src/domain/routes/decision-table.ts';
import type { RouteBody } from '../../src/domain/routes/route.ts';

type Route = z.input<typeof RouteBody>;
type Stage = Route['phases'][string]['stages'][number];
type Approver = Stage['approvers'][number];

const workingDays = (n: number) => ({ n, unit: 'WORKING_DAY' }) as const;
const ONE_DAY_BEFORE = { remindBefore: [workingDays(1)], atRiskBefore: workingDays(1) };

const heldBy = (
  role: Extract<Approver, { kind: 'ROLE' }>['role'],
  unit: 'COUNTY' | 'CITY' | 'PROVINCE',
): Approver[] => [{ kind: 'ROLE', role, unit }];

const SCREENING: Stage = {
  key: 'screening_decision',
  title: { zh: '准入筛查判定', en: 'Screening decision' },
  mode: 'ANY',
  approvers: heldBy('RISK_OFFICER', 'CITY'),
  outcomes: ['APPROVE', 'REJECT'],
  reasonRequired: ['APPROVE', 'REJECT'],
  due: workingDays(3),
  ...ONE_DAY_BEFORE,
};

const MATERIAL_REVIEW: Stage = {
  key: 'material_review',
  title: { zh: '材料审核', en: 'Material review' },
  mode: 'ANY',
  approvers: heldBy('CHANNEL_REVIEWER', 'COUNTY'),
  outcomes: ['APPROVE', 'REJECT', 'RETURN'],
  returnTo: ['applicant'],
  form: 'MATERIAL_REVIEW',
  due: workingDays(5),
  ...ONE_DAY_BEFORE,
};

/** A leader may send a case back to whoever saw it before; nobody leads who reviewed the material. */
const leader = (level: 'COUNTY' | 'CITY' | 'PROVINCE', zh: string, en: string, earlier: readonly string[]): Stage => ({
  key: `${level.toLowerCase()}_leader`,
  title: { zh, en },
  mode: 'ANY',
  after: earlier.slice(-1),
  approvers: heldBy('LEADER', level),
  outcomes: ['APPROVE', 'REJECT', 'RETURN'],
  returnTo: ['applicant', 'material_review', ...earlier],
  form: 'LEADER_APPROVAL',
  excludes: ['material_review'],
  bulk: true,
  due: workingDays(3),
  ...ONE_DAY_BEFORE,
});

const COUNTY_LEADER = leader('COUNTY', '县分公司领导审批', 'Approval by the county leader', []);
const CITY_LEADER = leader('CITY', '市分公司领导审批', 'Approval by the city leader', ['county_leader']);
const PROVINCE_LEADER = leader('PROVINCE', '省公司领导审批', 'Approval by the province leader', [
  'county_leader',
  'city_leader',
]);

const FINANCE_OFFICER: Stage = {
  key: 'finance_officer',
  title: { zh: '财务专员复核', en: 'Check by the finance officer' },
  mode: 'ANY',
  after: ['province_leader'],
  approvers: heldBy('FINANCE_OFFICER', 'PROVINCE'),
  outcomes: ['APPROVE', 'REJECT', 'RETURN'],
  returnTo: ['applicant', 'material_review'],
  form: 'LEADER_APPROVAL',
  due: workingDays(3),
  ...ONE_DAY_BEFORE,
};

const FINANCE_REVIEWER: Stage = {
  ...FINANCE_OFFICER,
  key: 'finance_reviewer',
  title: { zh: '财务负责人复核', en: 'Check by the head of finance' },
  after: ['finance_officer'],
  approvers: heldBy('FINANCE_REVIEWER', 'PROVINCE'),
  excludes: ['finance_officer'],
};

const CONTRACT_DRAFT: Stage = {
  key: 'contract_draft',
  title: { zh: '合同拟定', en: 'Drafting of the contract' },
  mode: 'ANY',
  approvers: heldBy('CONTRACT_OFFICER', 'PROVINCE'),
  outcomes: ['APPROVE'],
  form: 'CONTRACT_DRAFT',
  reasonRequired: [],
  due: workingDays(5),
  ...ONE_DAY_BEFORE,
};

/** The contract officer seals first, then the partner signs (product §2.1). */
const SIGNING: Stage[] = [
  {
    key: 'operator_sign',
    title: { zh: '我方签章', en: 'Signature of the operator' },
    mode: 'ANY',
    approvers: heldBy('CONTRACT_OFFICER', 'PROVINCE'),
    outcomes: ['SIGN'],
    form: 'SIGNATURE',
    reasonRequired: [],
    due: workingDays(5),
    ...ONE_DAY_BEFORE,
  },
  {
    key: 'partner_sign',
    title: { zh: '合作方签署', en: 'Signature of the partner' },
    mode: 'ANY',
    after: ['operator_sign'],
    approvers: [{ kind: 'COMPANY', role: 'SIGNER' }],
    outcomes: ['SIGN', 'REJECT'],
    form: 'SIGNATURE',
    reasonRequired: ['REJECT'],
    onOverdue: 'NOTHING',
    due: workingDays(10),
    remindBefore: [workingDays(5), workingDays(1)],
    atRiskBefore: workingDays(1),
  },
];

const admission = (approval: Stage[]): Route => ({
  process: 'ADMISSION',
  phases: {
    SCREENING: { stages: [SCREENING] },
    MATERIAL_REVIEW: { stages: [MATERIAL_REVIEW] },
    LEADER_APPROVAL: { stages: approval },
    CONTRACTING: { stages: [CONTRACT_DRAFT] },
    SIGNING: { stages: SIGNING },
  },
});

export const routes: Readonly<Record<string, Route>> = {
  'admission-county-city': admission([COUNTY_LEADER, CITY_LEADER]),
  'admission-full': admission([COUNTY_LEADER, CITY_LEADER, PROVINCE_LEADER]),
  'admission-high-risk': admission([COUNTY_LEADER, CITY_LEADER, PROVINCE_LEADER, FINANCE_OFFICER, FINANCE_REVIEWER]),
};

/** Side shops end at the city; everything else, and every high risk, at the province. */
export const admissionDecisionTable: z.input<typeof DecisionTableBody> = {
  process: 'ADMISSION',
  rows: [
    { when: { riskGrades: ['HIGH'] }, route: 'admission-high-risk' },
    { when: { channelTypes: ['NON_EXCLUSIVE'] }, route: 'admission-county-city' },
    { when: {}, route: 'admission-full' },
  ],
};
