import { z } from 'zod';
import { COMPANY_ROLES, STAFF_ROLES } from '../access/roles.ts';
import { FieldCondition } from '../forms/condition.ts';
import { FormBody } from '../forms/field.ts';
import { RoutePhases } from '../routes/route.ts';
import { bilingualSchema } from '../text.ts';
import { durationSchema } from '../time/duration.ts';
import { RequestEffect } from './effects.ts';

const Code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

/** What a request is about beside itself. */
const Subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('NONE') }),
  /** A company of the registry, named by staff; its own people do not see the request. */
  z.strictObject({ kind: z.literal('COMPANY') }),
  /** An ended case of the company that asks. */
  z.strictObject({
    kind: z.literal('CASE'),
    processes: z.array(z.string().min(1).max(40)).min(1),
    /** How it ended. */
    outcomes: z.array(z.string().min(1).max(40)).min(1),
    /** How long after its end the request may be handed in. */
    within: durationSchema.exactOptional(),
    /** Whoever had a part in that case decides nothing about this one. */
    keepApart: z.boolean().default(true),
    /** One request of this kind about one case, whatever became of it. */
    once: z.boolean().default(true),
  }),
]);

/** Policy kind REQUEST_KIND, key = code: everything that makes a kind of request; published like any other rule, without code. */
export const RequestKindBody = z.strictObject({
  code: Code,
  title: bilingualSchema,
  description: bilingualSchema.exactOptional(),
  /** Before the year in the case's number: `QJ-2026-000123`. */
  numberPrefix: z.string().regex(/^[A-Z]{2,4}$/),
  starters: z.strictObject({
    company: z.array(z.enum(COMPANY_ROLES)).default([]),
    /** ANY: whoever of the staff has tasks. */
    staff: z.union([z.literal('ANY'), z.array(z.enum(STAFF_ROLES))]).default([]),
  }),
  subject: Subject.default({ kind: 'NONE' }),
  /** Only one at a time for the same company, or the same person of the staff, and the same subject. */
  oneAtATime: z.boolean().default(false),
  /** Whoever hands it in declares that it is true and complete. */
  declaration: z.boolean().default(false),
  form: FormBody,
  /** A published route of the process REQUEST, by its key; or the phases themselves. */
  route: z.union([z.string().min(1).max(60), z.strictObject({ phases: RoutePhases })]),
  /** Other published routes, by their keys: the first whose conditions all hold of the form as it is handed in; where none does, `route`. */
  ways: z
    .array(z.strictObject({ when: z.array(FieldCondition).min(1).max(10), route: z.string().min(1).max(60) }))
    .max(20)
    .default([]),
  supplement: z.strictObject({ window: durationSchema, remindBefore: z.array(durationSchema).default([]) }),
  /** Whether the applicant reads who of the office decides. */
  showStaffNames: z.boolean().default(false),
  /** A MONEY field that conditions on approvers may look at. */
  amountField: z.string().max(40).exactOptional(),
  /** A CHANNEL field: the case is about that channel. */
  channelField: z.string().max(40).exactOptional(),
  effects: z.array(RequestEffect).max(20).default([]),
});
export type RequestKindBody = z.infer<typeof RequestKindBody>;

/** The form code of stages that fill in a part of the form; their approval asks for all of it. */
export const REQUEST_FORM = 'REQUEST_FORM';
export const REQUEST = 'REQUEST';
