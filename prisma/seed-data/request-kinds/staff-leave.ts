import { ONE_DAY_BEFORE, SUPPLEMENT, workingDays, type RequestKind } from './kind.ts';

/** Health and family are between whoever asks and their superior. */
const BETWEEN_THE_TWO = { office: 'HIDDEN', stages: { superior: 'READ' } } as const;

/** A kind from outside the field: whoever works here asks their superior for leave. */
export const staffLeave: RequestKind = {
  code: 'STAFF_LEAVE',
  title: { zh: '员工请假', en: 'Staff leave' },
  description: { zh: '由直接上级审批。', en: 'Your direct superior decides.' },
  numberPrefix: 'QJ',
  starters: { staff: 'ANY' },
  showStaffNames: true,
  form: {
    fields: [
      {
        key: 'leaveType',
        type: 'CHOICE',
        title: { zh: '请假类型', en: 'Kind of leave' },
        required: true,
        options: [
          { code: 'ANNUAL', title: { zh: '年休假', en: 'Annual leave' } },
          { code: 'SICK', title: { zh: '病假', en: 'Sick leave' } },
          { code: 'PERSONAL', title: { zh: '事假', en: 'Personal leave' } },
        ],
      },
      { key: 'firstDay', type: 'DATE', title: { zh: '开始日期', en: 'First day' }, required: true },
      { key: 'lastDay', type: 'DATE', title: { zh: '结束日期', en: 'Last day' }, required: true, after: 'firstDay' },
      {
        key: 'certificate',
        type: 'FILE',
        title: { zh: '病假证明', en: 'Medical certificate' },
        required: true,
        showWhen: [{ field: 'leaveType', operator: 'IN', values: ['SICK'] }],
        rights: BETWEEN_THE_TWO,
      },
      {
        key: 'reason',
        type: 'TEXT',
        title: { zh: '请假事由', en: 'Reason' },
        required: true,
        max: 1000,
        lines: 'MANY',
        showWhen: [{ field: 'leaveType', operator: 'IN', values: ['PERSONAL', 'SICK'] }],
        rights: BETWEEN_THE_TWO,
      },
      { key: 'standIn', type: 'ACCOUNT', title: { zh: '工作代理人', en: 'Stand-in' } },
    ],
  },
  route: {
    phases: {
      REVIEW: {
        stages: [
          {
            key: 'superior',
            title: { zh: '上级审批', en: 'Approval by the superior' },
            mode: 'ANY',
            approvers: [{ kind: 'SUPERIOR' }],
            outcomes: ['APPROVE', 'REJECT', 'RETURN'],
            returnTo: ['applicant'],
            due: workingDays(2),
            ...ONE_DAY_BEFORE,
          },
        ],
      },
    },
  },
  supplement: SUPPLEMENT,
};
