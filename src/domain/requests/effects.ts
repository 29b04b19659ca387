import { z } from 'zod';
import { FieldCondition } from '../forms/condition.ts';

const field = z.string().min(1).max(40);
const common = {
  /** Only when all of these hold of the form. */
  when: z.array(FieldCondition).max(10).default([]),
};

/** What of a company's record a request may change. */
export const COMPANY_FIELDS = ['name', 'legalRepName', 'phone', 'email', 'address'] as const;
export type CompanyField = (typeof COMPANY_FIELDS)[number];

/** What a request does when it is approved to its end. A closed list: each is code with a name, told by which fields of the form. */
export const RequestEffect = z.discriminatedUnion('effect', [
  /** The registry's record of the company, each value from a field; what the form leaves empty stays. */
  z.strictObject({
    ...common,
    effect: z.literal('UPDATE_COMPANY'),
    values: z.partialRecord(z.enum(COMPANY_FIELDS), field),
  }),
  /** The outcome of the case is what was chosen in this field. */
  z.strictObject({ ...common, effect: z.literal('RECORD_OUTCOME'), field }),
  /** The refused application of the subject case holds its company up no longer. */
  z.strictObject({ ...common, effect: z.literal('LIFT_REAPPLY_WAIT') }),
  /** A rule or notice goes out to whom the fields name, each of whom has to acknowledge it if the field says so. */
  z.strictObject({
    ...common,
    effect: z.literal('PUBLISH_TO_AUDIENCE'),
    /** The rule's own code: what is published under it again is its next version. */
    code: field.exactOptional(),
    title: field,
    body: field,
    units: field,
    channelTypes: field.exactOptional(),
    roles: field,
    acknowledge: field.exactOptional(),
    files: field.exactOptional(),
  }),
  /** The company of the request, proposed for the blacklist; the compliance officers decide (CRD-03). */
  z.strictObject({ ...common, effect: z.literal('PROPOSE_BLACKLIST'), reason: field, reasonCode: field }),
]);
export type RequestEffect = z.infer<typeof RequestEffect>;

/** Effects that go on after the case is closed, because they reach many people. */
export function isLong({ effect }: RequestEffect): boolean {
  return effect === 'PUBLISH_TO_AUDIENCE';
}
