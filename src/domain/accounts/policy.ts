import { z } from 'zod';
import { passwordPolicySchema } from '../identity/password-policy.ts';
import { durationSchema } from '../time/duration.ts';

/** Policy kind PROCESS_POLICY, key ACCOUNTS: every number of logging in, registering and inviting (ORG-10). */
export const AccountsPolicyBody = z.strictObject({
  password: passwordPolicySchema,
  /** After so many wrong passwords in a row the account takes none for a while. */
  lockout: z.strictObject({ attempts: z.int().min(3), length: durationSchema }),
  /** How long the link in a mail works. */
  links: z.strictObject({
    VERIFY_EMAIL: durationSchema,
    RESET_PASSWORD: durationSchema,
    INVITE: durationSchema,
  }),
});
export type AccountsPolicyBody = z.infer<typeof AccountsPolicyBody>;
