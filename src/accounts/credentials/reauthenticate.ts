import { Refusal } from '../../domain/refusal.ts';
import type { Database } from '../../persistence/database.ts';
import { accountsPolicy } from '../accounts-policy.ts';
import { hashLogin } from '../login-name.ts';
import { attemptPassword } from './attempts.ts';
import { matchesPassword } from './password.ts';

export interface Reauthentication {
  readonly accountId: string;
  readonly password: string;
  readonly ip: string | undefined;
}

/**
 * Asks whoever is logged in for the password again, before what must not be done by somebody at an unguarded desk: signing, a
 * new password. Stands before the act; wrong ones count towards the lockout. Gives the hash it compared with.
 * @throws Refusal REAUTHENTICATION_FAILED, LOCKED_OUT
 */
export async function reauthenticate(
  { db, personHashKey }: { readonly db: Pick<Database, 'pool' | 'sql'>; readonly personHashKey: string },
  { accountId, password, ip }: Reauthentication,
): Promise<string> {
  const { lockout } = await accountsPolicy(db.sql, new Date());
  const account = await db.sql.maybe<{ login: string; passwordHash: string | null }>(
    `SELECT login, password_hash AS "passwordHash" FROM account WHERE id = $1 AND state = 'ACTIVE'`,
    [accountId],
  );
  if (account === undefined) throw new Refusal('NOT_LOGGED_IN');
  const loginHash = hashLogin(personHashKey, account.login);
  const right = await attemptPassword(db, { loginHash, ip, lockout, success: 'REAUTHENTICATED', accountId }, () =>
    matchesPassword(account.passwordHash, password),
  );
  if (!right || account.passwordHash === null) throw new Refusal('REAUTHENTICATION_FAILED');
  return account.passwordHash;
}
