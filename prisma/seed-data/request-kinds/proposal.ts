import { ONE_DAY_BEFORE, SUPPLEMENT, workingDays, type RequestKind } from './kind.ts';

const about = (...values: string[]) => [{ field: 'proposal', operator: 'IN' as const, values }];

/** What staff propose about a partner: to reward it, to end the cooperation, to list it. The partner does not see it. */
export const proposal: RequestKind = {
  code: 'PROPOSAL',
  title: { zh: '合作伙伴处置建议', en: 'Proposal about a partner' },
  numberPrefix: 'JY',
  starters: { staff: ['CHANNEL_MANAGER', 'CHANNEL_REVIEWER', 'RISK_OFFICER', 'COMPLIANCE_OFFICER', 'EVALUATOR'] },
  subject: { kind: 'COMPANY' },
  oneAtATime: true,
  showStaffNames: true,
  form: {
    fields: [
      {
        key: 'proposal',
        type: 'CHOICE',
        title: { zh: '建议事项', en: 'What is proposed' },
        required: true,
        options: [
          { code: 'REWARD', title: { zh: '奖励', en: 'Reward' } },
          { code: 'TERMINATION', title: { zh: '终止合作', en: 'Termination' } },
          { code: 'BLACKLIST', title: { zh: '列入黑名单', en: 'Blacklisting' } },
        ],
      },
      {
        key: 'amount',
        type: 'MONEY',
        title: { zh: '奖励金额（元）', en: 'Amount (yuan)' },
        required: true,
        min: '0.01',
        showWhen: about('REWARD'),
      },
      {
        key: 'reasonCode',
        type: 'CHOICE',
        title: { zh: '列入原因', en: 'Ground' },
        required: true,
        options: [
          { code: 'FRAUD', title: { zh: '弄虚作假', en: 'Fraud' } },
          { code: 'SERIOUS_VIOLATION', title: { zh: '严重违规', en: 'Serious violation' } },
          { code: 'BREACH_OF_CONTRACT', title: { zh: '违反合同', en: 'Breach of contract' } },
        ],
        showWhen: about('BLACKLIST'),
      },
      {
        key: 'lastDay',
        type: 'DATE',
        title: { zh: '拟终止日期', en: 'Last day proposed' },
        required: true,
        min: 'TODAY',
        showWhen: about('TERMINATION'),
      },
      {
        key: 'reason',
        type: 'TEXT',
        title: { zh: '事由', en: 'Reason' },
        required: true,
        min: 10,
        max: 4000,
        lines: 'MANY',
      },
      { key: 'evidence', type: 'FILE', title: { zh: '佐证材料', en: 'Evidence' } },
    ],
  },
  route: {
    phases: {
      REVIEW: {
        stages: [
          {
            key: 'proposal_review',
            title: { zh: '合规审核', en: 'Review for compliance' },
            mode: 'ANY',
            approvers: [{ kind: 'ROLE', role: 'COMPLIANCE_OFFICER', unit: 'PROVINCE' }],
            outcomes: ['APPROVE', 'REJECT', 'RETURN'],
            returnTo: ['applicant'],
            due: workingDays(5),
            ...ONE_DAY_BEFORE,
          },
        ],
      },
      APPROVAL: {
        stages: [
          {
            key: 'proposal_approval',
            title: { zh: '领导审批', en: 'Approval by the leadership' },
            mode: 'ANY',
            approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'PROVINCE' }],
            outcomes: ['APPROVE', 'REJECT', 'RETURN'],
            returnTo: ['applicant', 'proposal_review'],
            excludes: ['proposal_review'],
            due: workingDays(5),
            ...ONE_DAY_BEFORE,
          },
        ],
      },
    },
  },
  supplement: SUPPLEMENT,
  amountField: 'amount',
  effects: [
    { effect: 'RECORD_OUTCOME', field: 'proposal' },
    { effect: 'PROPOSE_BLACKLIST', when: about('BLACKLIST'), reason: 'reason', reasonCode: 'reasonCode' },
  ],
};
