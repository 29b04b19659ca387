import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import { personPinyin } from '../../registry/search/search-names.ts';
import { accountsPolicy } from '../accounts-policy.ts';
import { assertNoticeIsCurrent, giveConsent } from '../consent.ts';
import { assertPasswordAllowed } from '../credentials/password.ts';
import { useLink } from '../links/use-link.ts';

/** Links that open an account. */
export const ACTIVATING = ['VERIFY_EMAIL', 'INVITE'] as const;

export interface Activation {
  readonly accountId: string;
  readonly token: string;
  /** Needed for members, who go by their address until then; staff were named by whoever invited them. */
  readonly name: string | undefined;
  readonly phone: string | undefined;
  readonly password: string;
  readonly passwordHash: string;
  /** Needed for members; staff work under their contract of employment. */
  readonly noticeId: string | undefined;
}

/**
 * The person who received the link sets name and password; the address is verified by that, and consent recorded (ORG-10).
 * @throws Refusal LINK_INVALID, PASSWORD_REFUSED, CONSENT_MISSING, INVALID without a name
 */
export async function activate(act: Act, activation: Activation): Promise<{ accountId: string; login: string }> {
  const { tx, now } = act;
  const { accountId } = activation;
  await useLink(act, activation.token, ACTIVATING);
  const account = await tx.one<{ login: string; kind: string; name: string; state: string }>(
    'SELECT login, kind, name, state FROM account WHERE id = $1 FOR NO KEY UPDATE',
    [accountId],
  );
  if (account.state !== 'INVITED') throw new Refusal('LINK_INVALID');
  assertPasswordAllowed(activation.password, account.login, (await accountsPolicy(tx, now)).password);
  if (account.kind === 'MEMBER') {
    await giveConsent(tx, accountId, await assertNoticeIsCurrent(tx, activation.noticeId, now), now);
  }
  const name = activation.name ?? (account.kind === 'STAFF' ? account.name : undefined);
  if (name === undefined) throw new Refusal('INVALID', { issues: [{ path: 'name', code: 'INVALID_TYPE' }] });
  await tx.run(
    `UPDATE account SET state = 'ACTIVE', password_hash = $2, name = $3, name_pinyin = $4, phone = coalesce($5, phone),
       email_verified_at = $6, version = version + 1 WHERE id = $1`,
    [accountId, activation.passwordHash, name, personPinyin(name), activation.phone ?? null, now],
  );
  const unitId = await unitOfAccount(tx, accountId);
  const before = { state: 'INVITED' };
  act.audit({
    action: 'ACCOUNT_ACTIVATED',
    unitId,
    subject: `account:${accountId}`,
    before,
    after: { state: 'ACTIVE' },
  });
  return { accountId, login: account.login };
}
