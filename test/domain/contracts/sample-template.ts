import { contractTemplateSchema, type ContractTemplate } from '../../../src/domain/contracts/template.ts';

const both = (text: string) => ({ zh: text, en: text });

/** A template small enough to read in one glance; every test changes what it is about. */
export function sampleTemplate(changes: Partial<ContractTemplate> = {}): ContractTemplate {
  return {
    ...contractTemplateSchema.parse({
      title: both('协议'),
      preamble: both('双方约定如下。'),
      parties: { OPERATOR: both('运营商'), PARTNER: both('合作商') },
      signOrder: ['OPERATOR', 'PARTNER'],
      fields: [
        { code: 'term_start', label: both('开始'), kind: 'DATE', required: true },
        { code: 'term_end', label: both('结束'), kind: 'DATE', required: true },
        { code: 'deposit', label: both('保证金'), kind: 'MONEY', required: false },
        { code: 'note', label: both('备注'), kind: 'TEXT', required: false },
      ],
      periods: [{ from: 'term_start', to: 'term_end' }],
      clauses: [
        {
          code: 'TERM',
          kind: 'TERM',
          mandatory: true,
          title: both('期限'),
          body: both('自{{term_start}}至{{term_end}}。'),
        },
        { code: 'DUTY', kind: 'REAL_NAME_DUTY', mandatory: true, title: both('实名'), body: both('应当登记。') },
        {
          code: 'DUTY_BREACH',
          kind: 'REAL_NAME_BREACH',
          mandatory: true,
          title: both('违反'),
          body: both('应当赔偿。'),
        },
        {
          code: 'OTHER',
          kind: 'OTHER',
          mandatory: false,
          title: both('其他'),
          body: both('保证金{{deposit}}。\n备注：{{ note }}'),
        },
      ],
      mandatoryKinds: ['TERM', 'REAL_NAME_DUTY', 'REAL_NAME_BREACH'],
    }),
    ...changes,
  };
}

export const sampleValues = { term_start: '2026-01-01', term_end: '2026-12-31' };
