import { Refusal } from '../../domain/refusal.ts';
import type { Database } from '../../persistence/database.ts';
import { accountsPolicy } from '../accounts-policy.ts';
import { hashLogin, normaliseLogin } from '../login-name.ts';
import { attemptPassword } from './attempts.ts';
import { matchesPassword } from './password.ts';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly ip: string | undefined;
}

interface Keyed {
  readonly db: Pick<Database, 'pool' | 'sql'>;
  readonly personHashKey: string;
}

interface AccountRow {
  id: string;
  state: 'INVITED' | 'ACTIVE' | 'DISABLED';
  passwordHash: string | null;
}

/**
 * Gives the account and how long its session lasts. An unknown log-in name and a wrong password get the same answer after the
 * same time; what else is wrong is told only to whoever knows the password.
 * An invited account has no password yet, so nobody knows it.
 * @throws Refusal LOCKED_OUT, WRONG_LOGIN, ACCOUNT_DISABLED
 */
export async function logIn({ db, personHashKey }: Keyed, { login, password, ip }: Credentials) {
  const { lockout, session } = await accountsPolicy(db.sql, new Date());
  const account = await db.sql.maybe<AccountRow>(
    `SELECT id, state, password_hash AS "passwordHash" FROM account WHERE login = $1 AND kind <> 'SERVICE'`,
    [normaliseLogin(login)],
  );
  const loginHash = hashLogin(personHashKey, login);
  const right = await attemptPassword(db, { loginHash, ip, lockout, success: 'LOGIN', accountId: account?.id }, () =>
    matchesPassword(account?.passwordHash, password),
  );
  if (!right || account === undefined) throw new Refusal('WRONG_LOGIN');
  if (account.state === 'DISABLED') throw new Refusal('ACCOUNT_DISABLED');
  return { accountId: account.id, sessionLength: session.length };
}
