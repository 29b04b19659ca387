import type { Act } from '../../acts/act.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import { accountsPolicy } from '../accounts-policy.ts';
import { sendLink } from '../links/send-link.ts';
import { useLink } from '../links/use-link.ts';
import { hashLogin, normaliseLogin } from '../login-name.ts';
import { endSessions } from '../sessions.ts';
import { assertPasswordAllowed } from './password.ts';
import { logSecurityEvent } from './security-log.ts';

/** Staff may share one address; more accounts than this under one are not people. */
const MOST_ACCOUNTS_PER_ADDRESS = 5;

/** Mails a link to every active account that `login` names by log-in name or verified address. Whether there is one, only the mailbox knows. */
export async function requestPasswordReset(act: Act, sessionSecret: string, login: string): Promise<void> {
  const accounts = await act.tx.rows<{ id: string }>(
    `SELECT id FROM account WHERE (login = $1 OR (email = $1 AND email_verified_at IS NOT NULL))
       AND state = 'ACTIVE' AND kind <> 'SERVICE' AND email IS NOT NULL
     ORDER BY id LIMIT ${MOST_ACCOUNTS_PER_ADDRESS} FOR NO KEY UPDATE`,
    [normaliseLogin(login)],
  );
  for (const { id } of accounts) {
    const sent = await sendLink(act, sessionSecret, {
      accountId: id,
      purpose: 'RESET_PASSWORD',
      event: 'RESET_PASSWORD',
    });
    if (!sent) continue;
    const unitId = await unitOfAccount(act.tx, id);
    act.audit({ action: 'PASSWORD_RESET_REQUESTED', unitId, subject: `account:${id}` });
  }
}

export interface PasswordReset {
  readonly accountId: string;
  readonly token: string;
  readonly password: string;
  readonly passwordHash: string;
  readonly personHashKey: string;
}

/**
 * Sets the new password, ends every session, and lifts a lockout: the mailbox has proven who it is.
 * @throws Refusal LINK_INVALID, PASSWORD_REFUSED
 */
export async function resetPassword(act: Act, reset: PasswordReset): Promise<void> {
  const { tx, now } = act;
  const { accountId } = reset;
  await useLink(act, reset.token, ['RESET_PASSWORD']);
  const { login } = await tx.one<{ login: string }>('SELECT login FROM account WHERE id = $1 FOR NO KEY UPDATE', [
    accountId,
  ]);
  assertPasswordAllowed(reset.password, login, (await accountsPolicy(tx, now)).password);
  await tx.run('UPDATE account SET password_hash = $2, version = version + 1 WHERE id = $1', [
    accountId,
    reset.passwordHash,
  ]);
  await endSessions(tx, accountId);
  await logSecurityEvent(tx, { kind: 'PASSWORD_SET', accountId, loginHash: hashLogin(reset.personHashKey, login) });
  const unitId = await unitOfAccount(tx, accountId);
  act.audit({ action: 'PASSWORD_RESET', unitId, subject: `account:${accountId}` });
}
