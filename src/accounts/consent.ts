import { Refusal } from '../domain/refusal.ts';
import { DEFAULT_KEY } from '../domain/policies/kinds.ts';
import { currentPolicy } from '../policies/current.ts';
import type { Tx } from '../persistence/tx.ts';

/** Whether the person consented to the privacy notice that holds at `at`; consent to an earlier version no longer counts (ORG-10). */
export async function hasCurrentConsent(tx: Tx, accountId: string, at: Date): Promise<boolean> {
  const notice = await currentPolicy(tx, 'PRIVACY_NOTICE', DEFAULT_KEY, at);
  const given = await tx.maybe('SELECT FROM consent WHERE account_id = $1 AND policy_version_id = $2', [
    accountId,
    notice.id,
  ]);
  return given !== undefined;
}

/** @throws Refusal CONSENT_MISSING */
export async function assertCurrentConsent(tx: Tx, accountId: string, at: Date): Promise<void> {
  if (!(await hasCurrentConsent(tx, accountId, at))) throw new Refusal('CONSENT_MISSING');
}

/** Only the version people can read now can be consented to. @throws Refusal CONSENT_MISSING, naming the present one */
export async function assertNoticeIsCurrent(tx: Tx, noticeId: string | undefined, at: Date): Promise<string> {
  const notice = await currentPolicy(tx, 'PRIVACY_NOTICE', DEFAULT_KEY, at);
  if (notice.id !== noticeId) throw new Refusal('CONSENT_MISSING', { noticeId: notice.id });
  return notice.id;
}

export async function giveConsent(tx: Tx, accountId: string, noticeId: string, at: Date): Promise<void> {
  await tx.run(
    `INSERT INTO consent (account_id, policy_version_id, given_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [accountId, noticeId, at],
  );
}
