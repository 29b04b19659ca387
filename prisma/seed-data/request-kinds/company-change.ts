import { ONE_DAY_BEFORE, SUPPLEMENT, workingDays, type RequestKind } from './kind.ts';

const changes = (value: string) => [{ field: 'items', operator: 'IN' as const, values: [value] }];

/** What the registry holds of a company changes by its own request, checked against papers (ADM-27). */
export const companyChange: RequestKind = {
  code: 'COMPANY_CHANGE',
  title: { zh: '企业信息变更', en: 'Change of company data' },
  description: {
    zh: '变更名称、法定代表人或联系方式；通过后登记信息随即更新，并保留变更前后的记录。',
    en: 'Name, legal representative or contact; when approved the record follows at once, and what was there before is kept.',
  },
  numberPrefix: 'BG',
  starters: { company: ['OWNER', 'OPERATOR'] },
  oneAtATime: true,
  declaration: true,
  form: {
    fields: [
      {
        key: 'items',
        type: 'CHOICE',
        title: { zh: '变更事项', en: 'What changes' },
        required: true,
        most: 5,
        options: [
          { code: 'NAME', title: { zh: '企业名称', en: 'Name' } },
          { code: 'LEGAL_REP', title: { zh: '法定代表人', en: 'Legal representative' } },
          { code: 'PHONE', title: { zh: '联系电话', en: 'Phone' } },
          { code: 'EMAIL', title: { zh: '电子邮箱', en: 'E-mail' } },
          { code: 'ADDRESS', title: { zh: '地址', en: 'Address' } },
        ],
      },
      {
        key: 'newName',
        type: 'TEXT',
        title: { zh: '新企业名称', en: 'New name' },
        required: true,
        min: 2,
        max: 100,
        showWhen: changes('NAME'),
      },
      {
        key: 'newLegalRep',
        type: 'TEXT',
        title: { zh: '新法定代表人', en: 'New legal representative' },
        required: true,
        min: 2,
        max: 60,
        showWhen: changes('LEGAL_REP'),
      },
      {
        key: 'newPhone',
        type: 'TEXT',
        title: { zh: '新联系电话', en: 'New phone' },
        required: true,
        max: 30,
        pattern: 'PHONE',
        showWhen: changes('PHONE'),
      },
      {
        key: 'newEmail',
        type: 'TEXT',
        title: { zh: '新电子邮箱', en: 'New e-mail' },
        required: true,
        max: 254,
        pattern: 'EMAIL',
        showWhen: changes('EMAIL'),
      },
      {
        key: 'newAddress',
        type: 'TEXT',
        title: { zh: '新地址', en: 'New address' },
        required: true,
        min: 4,
        max: 200,
        showWhen: changes('ADDRESS'),
      },
      {
        key: 'proofs',
        type: 'FILE',
        title: { zh: '变更证明', en: 'Proofs' },
        hint: { zh: '例如变更后的营业执照', en: 'The new business licence, for example' },
        required: true,
        showWhen: [{ field: 'items', operator: 'IN', values: ['NAME', 'LEGAL_REP'] }],
      },
      { key: 'reason', type: 'TEXT', title: { zh: '变更原因', en: 'Reason' }, max: 1000, lines: 'MANY' },
    ],
  },
  route: {
    phases: {
      REVIEW: {
        stages: [
          {
            key: 'change_review',
            title: { zh: '变更审核', en: 'Review of the change' },
            mode: 'ANY',
            approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
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
            key: 'change_approval',
            title: { zh: '变更审批', en: 'Approval of the change' },
            mode: 'ANY',
            approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }],
            outcomes: ['APPROVE', 'REJECT', 'RETURN'],
            returnTo: ['applicant', 'change_review'],
            excludes: ['change_review'],
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
      effect: 'UPDATE_COMPANY',
      values: {
        name: 'newName',
        legalRepName: 'newLegalRep',
        phone: 'newPhone',
        email: 'newEmail',
        address: 'newAddress',
      },
    },
  ],
};
