import { COMPANY_ROLES, STAFF_ROLES } from '../../../src/domain/access/roles.ts';
import { ONE_DAY_BEFORE, SUPPLEMENT, workingDays, type RequestKind } from './kind.ts';

const ROLE_NAMES: Readonly<Record<(typeof COMPANY_ROLES | typeof STAFF_ROLES)[number], { zh: string; en: string }>> = {
  OWNER: { zh: '合作伙伴负责人', en: 'Owners of partners' },
  OPERATOR: { zh: '合作伙伴经办人', en: 'Operators of partners' },
  SIGNER: { zh: '合作伙伴签署人', en: 'Signers of partners' },
  CHANNEL_MANAGER: { zh: '渠道经理', en: 'Channel managers' },
  CHANNEL_REVIEWER: { zh: '渠道审核人', en: 'Channel reviewers' },
  FINANCE_REVIEWER: { zh: '财务审核人', en: 'Finance reviewers' },
  LEGAL_REVIEWER: { zh: '法务审核人', en: 'Legal reviewers' },
  CONSTRUCTION_REVIEWER: { zh: '建设审核人', en: 'Construction reviewers' },
  RISK_OFFICER: { zh: '风险专员', en: 'Risk officers' },
  SITE_INSPECTOR: { zh: '现场考察人', en: 'Site inspectors' },
  LEADER: { zh: '领导', en: 'Leaders' },
  CONTRACT_OFFICER: { zh: '合同专员', en: 'Contract officers' },
  EVALUATOR: { zh: '评估人', en: 'Evaluators' },
  COMPLIANCE_OFFICER: { zh: '合规专员', en: 'Compliance officers' },
  FINANCE_OFFICER: { zh: '财务专员', en: 'Finance officers' },
  ADMINISTRATOR: { zh: '管理员', en: 'Administrators' },
  AUDITOR: { zh: '审计员', en: 'Auditors' },
};

/** A rule or policy goes out to those concerned, who read it and, where asked, acknowledge it (NTF-04, NTF-05). */
export const rulePublication: RequestKind = {
  code: 'RULE_PUBLICATION',
  title: { zh: '制度与政策发布', en: 'Publication of a rule' },
  description: {
    zh: '经批准后发送给所选范围的人员，并统计阅读与确认情况。',
    en: 'When approved it goes out to those chosen; who has read and acknowledged it is counted.',
  },
  numberPrefix: 'FB',
  starters: {
    staff: ['CHANNEL_MANAGER', 'CHANNEL_REVIEWER', 'COMPLIANCE_OFFICER', 'EVALUATOR', 'LEADER', 'ADMINISTRATOR'],
  },
  showStaffNames: true,
  form: {
    fields: [
      {
        key: 'ruleCode',
        type: 'TEXT',
        title: { zh: '制度编号', en: 'Code of the rule' },
        hint: { zh: '同一编号再次发布即为新版本', en: 'Published again under one code, it is the next version' },
        max: 60,
        pattern: 'CODE',
      },
      { key: 'title', type: 'TEXT', title: { zh: '标题', en: 'Title' }, required: true, max: 200 },
      {
        key: 'body',
        type: 'TEXT',
        title: { zh: '正文', en: 'Text' },
        required: true,
        max: 10_000,
        lines: 'MANY',
      },
      { key: 'files', type: 'FILE', title: { zh: '附件', en: 'Files' } },
      {
        key: 'units',
        type: 'UNIT',
        title: { zh: '发布范围（单位）', en: 'To whom: units' },
        required: true,
        most: 100,
        within: 'OWN',
      },
      {
        key: 'channelTypes',
        type: 'CHANNEL_TYPE',
        title: { zh: '发布范围（渠道类型）', en: 'To whom: channel types' },
        hint: { zh: '不选即为全部类型', en: 'None chosen means all of them' },
        most: 50,
      },
      {
        key: 'roles',
        type: 'CHOICE',
        title: { zh: '发布范围（角色）', en: 'To whom: roles' },
        required: true,
        most: COMPANY_ROLES.length + STAFF_ROLES.length,
        options: [...COMPANY_ROLES, ...STAFF_ROLES].map((code) => ({ code, title: ROLE_NAMES[code] })),
      },
      { key: 'acknowledge', type: 'BOOLEAN', title: { zh: '要求确认知悉', en: 'To be acknowledged' }, required: true },
    ],
  },
  route: {
    phases: {
      REVIEW: {
        stages: [
          {
            key: 'publication_approval',
            title: { zh: '发布审批', en: 'Approval of the publication' },
            mode: 'ANY',
            approvers: [{ kind: 'UNIT_ROLE', role: 'LEADER', above: 0 }],
            fallback: [{ kind: 'ROLE', role: 'LEADER', unit: 'PROVINCE' }],
            outcomes: ['APPROVE', 'REJECT', 'RETURN'],
            returnTo: ['applicant'],
            due: workingDays(3),
            ...ONE_DAY_BEFORE,
          },
        ],
      },
    },
  },
  supplement: SUPPLEMENT,
  effects: [
    {
      effect: 'PUBLISH_TO_AUDIENCE',
      code: 'ruleCode',
      title: 'title',
      body: 'body',
      units: 'units',
      channelTypes: 'channelTypes',
      roles: 'roles',
      acknowledge: 'acknowledge',
      files: 'files',
    },
  ],
};
