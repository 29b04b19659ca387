import { SUPPLEMENT, workingDays, type RequestKind } from './kind.ts';

/** Product §2.4: against a refusal, heard by people who had no hand in it; its outcome and its reasons are told. */
export const appeal: RequestKind = {
  code: 'APPEAL',
  title: { zh: '申诉', en: 'Appeal' },
  description: {
    zh: '对未通过的申请提出申诉，由未参与原案的人员复核。',
    en: 'Against a refused application; looked at anew by people who had no part in the case.',
  },
  numberPrefix: 'SS',
  starters: { company: ['OWNER', 'OPERATOR'] },
  subject: {
    kind: 'CASE',
    processes: ['ADMISSION'],
    outcomes: ['REJECTED'],
    within: workingDays(15),
    keepApart: true,
    once: true,
  },
  declaration: true,
  form: {
    fields: [
      {
        key: 'grounds',
        type: 'TEXT',
        title: { zh: '申诉理由', en: 'Grounds' },
        required: true,
        min: 10,
        max: 4000,
        lines: 'MANY',
      },
      {
        key: 'wanted',
        type: 'TEXT',
        title: { zh: '申诉请求', en: 'What is asked for' },
        required: true,
        max: 1000,
        lines: 'MANY',
      },
      { key: 'evidence', type: 'FILE', title: { zh: '证据材料', en: 'Evidence' } },
      {
        key: 'decision',
        type: 'CHOICE',
        title: { zh: '复核结论', en: 'Outcome' },
        required: true,
        options: [
          { code: 'UPHELD', title: { zh: '维持原决定', en: 'The decision stands' } },
          { code: 'PARTLY', title: { zh: '部分支持', en: 'Allowed in part' } },
          { code: 'OVERTURNED', title: { zh: '撤销原决定', en: 'The decision is set aside' } },
          { code: 'REMITTED', title: { zh: '退回重新办理', en: 'To be decided anew' } },
        ],
        rights: { applicant: 'AT_END', stages: { appeal_review: 'EDIT' } },
      },
      {
        key: 'decisionReasons',
        type: 'TEXT',
        title: { zh: '结论理由', en: 'Reasons for the outcome' },
        required: true,
        min: 10,
        max: 4000,
        lines: 'MANY',
        rights: { applicant: 'AT_END', stages: { appeal_review: 'EDIT' } },
      },
    ],
  },
  route: {
    phases: {
      REVIEW: {
        stages: [
          {
            key: 'appeal_review',
            title: { zh: '申诉复核', en: 'Review of the appeal' },
            mode: 'ANY',
            approvers: [
              { kind: 'ROLE', role: 'COMPLIANCE_OFFICER', unit: 'PROVINCE' },
              { kind: 'ROLE', role: 'LEGAL_REVIEWER', unit: 'PROVINCE' },
            ],
            fallback: [{ kind: 'ROLE', role: 'LEADER', unit: 'PROVINCE' }],
            outcomes: ['APPROVE', 'RETURN'],
            returnTo: ['applicant'],
            form: 'REQUEST_FORM',
            due: workingDays(20),
            remindBefore: [workingDays(5), workingDays(1)],
            atRiskBefore: workingDays(3),
          },
        ],
      },
    },
  },
  supplement: SUPPLEMENT,
  effects: [
    { effect: 'RECORD_OUTCOME', field: 'decision' },
    {
      effect: 'LIFT_REAPPLY_WAIT',
      when: [{ field: 'decision', operator: 'IN', values: ['OVERTURNED', 'REMITTED'] }],
    },
  ],
};
