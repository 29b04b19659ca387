import { z } from 'zod';
import { COMPANY_ROLES, STAFF_ROLES } from '../../access/roles.ts';
import { FactCondition } from '../facts.ts';

const Level = z.enum(['COUNTY', 'CITY', 'PROVINCE']);
const Stage = z.string().min(1).max(60);
const Code = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/);
/** What the word of each of these people weighs in a VOTE. */
const weight = { weight: z.number().int().min(1).max(1000).optional() };

/** Whose membership is read live: who joins is asked, who leaves is not. */
const POOLS = [
  /** The role in the case's county, city or province. */
  z.strictObject({ kind: z.literal('ROLE'), role: z.enum(STAFF_ROLES), unit: Level, ...weight }),
  /** The role in the case's own unit, whatever its level; or so many units above it. */
  z.strictObject({
    kind: z.literal('UNIT_ROLE'),
    role: z.enum(STAFF_ROLES),
    above: z.number().int().min(0).max(5).default(0),
    ...weight,
  }),
  /** A post 岗位 of the case's county, city or province. */
  z.strictObject({ kind: z.literal('POST'), code: Code, unit: Level, ...weight }),
  /** A group of that name in the case's own unit, or in the nearest above it that has one. */
  z.strictObject({ kind: z.literal('GROUP'), code: Code, ...weight }),
] as const;

/** Who is found when the stage opens, by name. */
const PERSONS = [
  z.strictObject({ kind: z.literal('PERSON'), account: z.uuid(), ...weight }),
  /** The head of the case's own unit, or of its county, city or province. */
  z.strictObject({ kind: z.literal('HEAD'), unit: z.enum(['OWN', ...Level.options]), ...weight }),
  /** The head of a department: by its whole code, or by the end of its code at the case's county, city or province. */
  z.strictObject({
    kind: z.literal('DEPARTMENT_HEAD'),
    department: z.string().min(1).max(40),
    unit: Level.optional(),
    ...weight,
  }),
  /** The n-th superior of who started the case; or of who decided a stage. */
  z.strictObject({
    kind: z.literal('SUPERIOR'),
    nth: z.number().int().min(1).max(10).default(1),
    ofStage: Stage.optional(),
    ...weight,
  }),
  /** Who looks after the case's channel; where the case has none, after its company's channels. */
  z.strictObject({ kind: z.literal('CHANNEL_MANAGER'), ...weight }),
  /** Who decided an earlier stage. */
  z.strictObject({ kind: z.literal('DECIDER'), stage: Stage, ...weight }),
  /** Whom a field of the application or request names: one account, or several. */
  z.strictObject({ kind: z.literal('FIELD'), field: z.string().min(1).max(60), ...weight }),
] as const;

/** Rules that name staff by themselves. */
const DirectRule = z.discriminatedUnion('kind', [...POOLS, ...PERSONS]);
export type DirectRule = z.infer<typeof DirectRule>;

const chosen = { from: z.array(DirectRule).min(1), atMost: z.number().int().min(1).max(20).default(1), ...weight };
const CHOICES = [
  /** Whom the applicant chose when submitting. */
  z.strictObject({ kind: z.literal('CHOSEN_BY_APPLICANT'), ...chosen }),
  /** Whom they chose who approved an earlier stage. */
  z.strictObject({ kind: z.literal('CHOSEN_AT'), stage: Stage, ...chosen }),
] as const;

/** Rules that name staff, perhaps after somebody chose. */
const StaffRule = z.discriminatedUnion('kind', [...POOLS, ...PERSONS, ...CHOICES]);

/** Who may take a stage. Everybody whom one of a stage's rules names. */
export const ApproverRule = z.discriminatedUnion('kind', [
  ...POOLS,
  ...PERSONS,
  ...CHOICES,
  z.strictObject({ kind: z.literal('COMPANY'), role: z.enum(COMPANY_ROLES) }),
  /** By what is known of the case: the first row that holds, otherwise the last word. */
  z.strictObject({
    kind: z.literal('BY_FACTS'),
    rows: z.array(z.strictObject({ when: FactCondition, approvers: z.array(StaffRule).min(1) })).min(1),
    otherwise: z.array(StaffRule).min(1),
  }),
]);
export type ApproverRule = z.infer<typeof ApproverRule>;

/** A rule that no fact decides any more. */
export type PlainRule = Exclude<ApproverRule, { kind: 'BY_FACTS' }>;
export type ChoiceRule = Extract<ApproverRule, { kind: 'CHOSEN_BY_APPLICANT' | 'CHOSEN_AT' }>;
