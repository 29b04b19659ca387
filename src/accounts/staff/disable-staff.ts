import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { assertGovernsAccount } from '../../organisation/governs.ts';
import { assertAdministratorRemains } from '../../organisation/roles/assert-administrator-remains.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import { lockClaimedCases, lockHolder, releaseLostClaims } from '../../tasks/people/lost-claims.ts';
import { endSessions } from '../sessions.ts';

export interface Disabling {
  readonly accountId: string;
  /** Also with open tasks on their name; those that others may take go back into their pools. */
  readonly force: boolean;
}

export interface AccountNow {
  readonly accountId: string;
  readonly state: string;
  readonly version: number;
}

/**
 * Ends the log-in and every session at once, and puts the tasks on their name back.
 * @throws Refusal SAME_PERSON, NOT_FOUND, NOT_ALLOWED, WRONG_STATE, HOLDS_OPEN_TASKS with `count`, NOBODY_LEFT
 */
export async function disableStaff(
  act: Act,
  { accountId, force }: Disabling,
): Promise<AccountNow & { openTasks: number }> {
  const { tx, now } = act;
  if (accountId === act.actor.id) throw new Refusal('SAME_PERSON');
  await lockClaimedCases(act, accountId);
  const count = await lockHolder(act, accountId);
  const { state } = await lockStaff(act, accountId);
  if (state === 'DISABLED') throw new Refusal('WRONG_STATE', { state });
  if (count > 0 && !force) throw new Refusal('HOLDS_OPEN_TASKS', { count });
  await assertAdministratorRemains(act, accountId, now);
  const sessionsEnded = await endSessions(tx, accountId);
  await tx.run('UPDATE email_token SET expires_at = $2 WHERE account_id = $1 AND used_at IS NULL AND expires_at > $2', [
    accountId,
    now,
  ]);
  const version = await setState(act, accountId, 'DISABLED');
  act.audit({
    action: 'STAFF_DISABLED',
    unitId: await unitOfAccount(tx, accountId),
    subject: `account:${accountId}`,
    before: { state },
    after: { state: 'DISABLED', sessionsEnded, openTasks: count },
  });
  await releaseLostClaims(act, accountId, 'HOLDER_DISABLED');
  return { accountId, state: 'DISABLED', version, openTasks: count };
}

/** Who never set a password is invited again, everybody else is as before. @throws Refusal NOT_FOUND, NOT_ALLOWED, WRONG_STATE */
export async function enableStaff(act: Act, accountId: string): Promise<AccountNow> {
  const { state, hasPassword } = await lockStaff(act, accountId);
  if (state !== 'DISABLED') throw new Refusal('WRONG_STATE', { state });
  const after = hasPassword ? 'ACTIVE' : 'INVITED';
  const version = await setState(act, accountId, after);
  act.audit({
    action: 'STAFF_ENABLED',
    unitId: await unitOfAccount(act.tx, accountId),
    subject: `account:${accountId}`,
    before: { state },
    after: { state: after },
  });
  return { accountId, state: after, version };
}

async function lockStaff(act: Act, accountId: string): Promise<{ state: string; hasPassword: boolean }> {
  const account = await act.tx.maybe<{ state: string; hasPassword: boolean }>(
    `SELECT state, password_hash IS NOT NULL AS "hasPassword" FROM account WHERE id = $1 AND kind = 'STAFF' FOR NO KEY UPDATE`,
    [accountId],
  );
  if (account === undefined) throw new Refusal('NOT_FOUND');
  await assertGovernsAccount(act, accountId);
  return account;
}

async function setState({ tx, now }: Act, accountId: string, state: string): Promise<number> {
  const { version } = await tx.one<{ version: number }>(
    `UPDATE account SET state = $2, disabled_at = CASE $2 WHEN 'DISABLED' THEN $3::timestamptz END, version = version + 1
     WHERE id = $1 RETURNING version`,
    [accountId, state, now],
  );
  return version;
}
