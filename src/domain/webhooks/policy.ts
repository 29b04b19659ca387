import { z } from 'zod';

const count = z.int().positive();

/** Policy kind PROCESS_POLICY, key WEBHOOKS: how patient the product is with receivers outside. Lengths are seconds where their name says so. */
export const WebhooksPolicyBody = z.strictObject({
  /** How long a receiver may take for its answer. */
  timeoutSeconds: z.int().min(1).max(60),
  /** After so many failed attempts a delivery is dead. */
  attempts: z.int().min(1).max(50),
  /** The pause after the first failure; each further one doubles it, up to the longest. */
  firstPauseSeconds: count,
  longestPauseSeconds: count,
  /** So many dead deliveries without a success between them pause their webhook. */
  deadInARow: count,
  /** How long deliveries can be read and sent again. */
  keepDays: count,
});
export type WebhooksPolicyBody = z.infer<typeof WebhooksPolicyBody>;

/** What becomes of a delivery whose attempt number `attempts` failed: the pause in seconds until the next, or DEAD. */
export function afterFailure(
  rules: Pick<WebhooksPolicyBody, 'attempts' | 'firstPauseSeconds' | 'longestPauseSeconds'>,
  attempts: number,
): number | 'DEAD' {
  if (attempts >= rules.attempts) return 'DEAD';
  return Math.min(rules.firstPauseSeconds * 2 ** (attempts - 1), rules.longestPauseSeconds);
}
