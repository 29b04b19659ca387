import { z } from 'zod';
import { STAFF_ROLES } from '../access/roles.ts';

/** Who may take a stage. ROLE: whoever holds the role in the case's county, city or province, membership read live. */
export const ApproverRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ROLE'),
    role: z.enum(STAFF_ROLES),
    unit: z.enum(['COUNTY', 'CITY', 'PROVINCE']),
    /** What the word of each of these people weighs in a VOTE. */
    weight: z.number().int().min(1).max(1000).optional(),
  }),
  z.strictObject({ kind: z.literal('COMPANY'), role: z.enum(['OWNER', 'OPERATOR', 'SIGNER']) }),
]);
export type ApproverRule = z.infer<typeof ApproverRule>;
