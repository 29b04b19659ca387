import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { hashEmailToken, type LinkPurpose } from '../email-token.ts';

const USABLE = 'token_hash = $1 AND purpose = ANY ($2) AND used_at IS NULL AND expires_at > clock_timestamp()';

/** Whose link this is, without using it up. @throws Refusal LINK_INVALID for an unknown, used or expired one alike */
export async function readLink(tx: Tx, token: string, purposes: readonly LinkPurpose[]): Promise<string> {
  const row = await tx.maybe<{ accountId: string }>(
    `SELECT account_id AS "accountId" FROM email_token WHERE ${USABLE}`,
    [hashEmailToken(token), purposes],
  );
  if (row === undefined) throw new Refusal('LINK_INVALID');
  return row.accountId;
}

/** Uses the link up; of two at once one wins. A refusal of the act rolls it back, so that the link still works. @throws Refusal LINK_INVALID */
export async function useLink({ tx, now }: Act, token: string, purposes: readonly LinkPurpose[]): Promise<void> {
  const used = await tx.run(`UPDATE email_token SET used_at = $3 WHERE ${USABLE}`, [
    hashEmailToken(token),
    purposes,
    now,
  ]);
  if (used !== 1) throw new Refusal('LINK_INVALID');
}
