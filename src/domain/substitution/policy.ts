import { z } from 'zod';
import { plainLengthSchema } from '../accounts/plain-length.ts';

/** Policy kind PROCESS_POLICY, key SUBSTITUTION: the numbers of standing in for somebody 代理. */
export const SubstitutionPolicyBody = z.strictObject({
  /** How long one substitution may last. */
  longest: plainLengthSchema,
  /** Over how many substitutions a task may travel: 1 is only to one's own substitute, 2 also to the substitute's. */
  mostLinks: z.int().min(1).max(5),
});
export type SubstitutionPolicyBody = z.infer<typeof SubstitutionPolicyBody>;
