import { z } from 'zod';
import { passwordPolicySchema } from '../identity/password-policy.ts';
import { plainLengthSchema } from './plain-length.ts';

/** Policy kind PROCESS_POLICY, key ACCOUNTS: every number of logging in, registering and inviting (ORG-10). */
export const AccountsPolicyBody = z.strictObject({
  password: passwordPolicySchema,
  /** So many wrong passwords for one log-in name within `length`, and none is taken until the first of them is that old. */
  lockout: z.strictObject({ attempts: z.int().min(3), length: plainLengthSchema }),
  /** A session ends so long after its log-in, whatever its person does. */
  session: z.strictObject({ length: plainLengthSchema }),
  /** How long the link in a mail works. */
  links: z.strictObject({
    VERIFY_EMAIL: plainLengthSchema,
    RESET_PASSWORD: plainLengthSchema,
    INVITE: plainLengthSchema,
  }),
  /** What one address on the network may try in a minute, and how many links one person is mailed in an hour. */
  limits: z.strictObject({
    logInsPerMinute: z.int().min(1),
    registrationsPerMinute: z.int().min(1),
    linksPerHour: z.int().min(1),
  }),
});
export type AccountsPolicyBody = z.infer<typeof AccountsPolicyBody>;
