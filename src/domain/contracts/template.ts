import { z } from 'zod';

/** What a clause is about. The first ones answer CTR-03, CTR-04 and CTR-05; `OTHER` leaves room for local agreements. */
export const CLAUSE_KINDS = [
  'TERM',
  'TARGET',
  'SALES_POLICY',
  'PRICING',
  'SCOPE',
  'AFTER_SALES',
  'SUPPLY',
  'PROMOTION',
  'MARKETING',
  'BENEFIT_SHARING',
  'RIGHTS_AND_DUTIES',
  'REAL_NAME_DUTY',
  'REAL_NAME_BREACH',
  'DEPOSIT',
  'CONFIDENTIALITY',
  'BREACH',
  'TERMINATION',
  'DISPUTE',
  'OTHER',
] as const;

export type ClauseKind = (typeof CLAUSE_KINDS)[number];

/**
 * What an agreement with an agent has to state by law: the agent's duty to register users under their real names, and
 * what follows when it does not (反电信网络诈骗法, article 9). No template may make these optional.
 */
export const KINDS_REQUIRED_BY_LAW = ['REAL_NAME_DUTY', 'REAL_NAME_BREACH'] as const satisfies readonly ClauseKind[];

export const FIELD_KINDS = ['TEXT', 'MONEY', 'DATE', 'INTEGER', 'PERCENT'] as const;

export type FieldKind = (typeof FIELD_KINDS)[number];

const words = z.string().trim().min(1);
const bilingual = z.strictObject({ zh: words, en: words });
const fieldCode = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/u);
const clauseCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/u);
const partyCode = z.enum(['OPERATOR', 'PARTNER']);

const field = z.strictObject({
  code: fieldCode,
  label: bilingual,
  kind: z.enum(FIELD_KINDS),
  /** A field that is not required may stay empty in clauses that are not mandatory. */
  required: z.boolean(),
});

const clause = z.strictObject({
  code: clauseCode,
  kind: z.enum(CLAUSE_KINDS),
  mandatory: z.boolean(),
  title: bilingual,
  /** One paragraph a line. `{{field_code}}` stands for the value of that field. */
  body: bilingual,
});

/** One version of a contract template, the body of a policy row (CTR-11). Only `checkTemplate` says that it is usable. */
export const contractTemplateSchema = z.strictObject({
  title: bilingual,
  preamble: bilingual,
  /** The word for each side, printed behind 甲方 and 乙方. */
  parties: z.strictObject({ OPERATOR: bilingual, PARTNER: bilingual }),
  signOrder: z.array(partyCode).length(2),
  fields: z.array(field),
  /** Pairs of dates of which the second has to come after the first. */
  periods: z.array(z.strictObject({ from: fieldCode, to: fieldCode })).default([]),
  clauses: z.array(clause).min(1),
  mandatoryKinds: z.array(z.enum(CLAUSE_KINDS)),
});

export type ContractTemplate = z.infer<typeof contractTemplateSchema>;
export type TemplateField = ContractTemplate['fields'][number];
export type TemplateClause = ContractTemplate['clauses'][number];

/**
 * Values by field code, as text: money `1200.50`, dates `2026-01-31`, whole numbers `1200`, percentages `5.5` for 5.5 %.
 */
export type ContractValues = Readonly<Record<string, string>>;
