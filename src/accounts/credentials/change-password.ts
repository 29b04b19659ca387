import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import { endSessions } from '../sessions.ts';
import { logSecurityEvent } from './security-log.ts';

export interface PasswordChange {
  readonly accountId: string;
  /** The hash that `reauthenticate` compared with. */
  readonly oldHash: string;
  readonly newHash: string;
  readonly loginHash: string;
  /** The session that asks; all others end. */
  readonly sid: string;
}

/** @throws Refusal REAUTHENTICATION_FAILED when the password was changed meanwhile */
export async function changePassword(act: Act, change: PasswordChange): Promise<{ sessionsEnded: number }> {
  const { tx } = act;
  const { accountId } = change;
  const changed = await tx.run(
    'UPDATE account SET password_hash = $3, version = version + 1 WHERE id = $1 AND password_hash = $2',
    [accountId, change.oldHash, change.newHash],
  );
  if (changed !== 1) throw new Refusal('REAUTHENTICATION_FAILED');
  const sessionsEnded = await endSessions(tx, accountId, change.sid);
  await logSecurityEvent(tx, { kind: 'PASSWORD_SET', accountId, loginHash: change.loginHash });
  const unitId = await unitOfAccount(tx, accountId);
  act.audit({ action: 'PASSWORD_CHANGED', unitId, subject: `account:${accountId}`, after: { sessionsEnded } });
  return { sessionsEnded };
}
