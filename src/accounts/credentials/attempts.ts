import type { AccountsPolicyBody } from '../../domain/accounts/policy.ts';
import { after, millisecondsOf } from '../../domain/accounts/plain-length.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { logSecurityEvent, type SecurityEventKind } from './security-log.ts';

export interface Attempt {
  readonly loginHash: string;
  readonly ip: string | undefined;
  readonly lockout: AccountsPolicyBody['lockout'];
  /** What a right password is logged as. */
  readonly success: SecurityEventKind;
  readonly accountId: string | undefined;
}

/**
 * Tries a password unless too many wrong ones came before. Log-in names nobody has are counted like all others, so that a lock
 * tells nothing (ORG-10).
 * @throws Refusal LOCKED_OUT with `until`
 */
export async function attemptPassword(sql: Tx, attempt: Attempt, matches: () => Promise<boolean>): Promise<boolean> {
  return oneAtATime(attempt.loginHash, async () => {
    const { loginHash, ip, accountId } = attempt;
    const until = await lockedUntil(sql, attempt);
    if (until !== undefined) {
      await logSecurityEvent(sql, { kind: 'LOGIN_LOCKED_OUT', accountId, loginHash, ip });
      throw new Refusal('LOCKED_OUT', { until: until.toISOString() });
    }
    const right = await matches();
    await logSecurityEvent(sql, { kind: right ? attempt.success : 'LOGIN_FAILED', accountId, loginHash, ip });
    return right;
  });
}

/** Wrong passwords since the last right one, or since a new one was set. */
async function lockedUntil(sql: Tx, { loginHash, lockout }: Attempt): Promise<Date | undefined> {
  const failures = await sql.rows<{ at: Date }>(
    `SELECT at FROM security_event WHERE login_hash = $1 AND kind = 'LOGIN_FAILED'
       AND at > clock_timestamp() - make_interval(secs => $2)
       AND at > coalesce((SELECT max(at) FROM security_event
                          WHERE login_hash = $1 AND kind IN ('LOGIN', 'REAUTHENTICATED', 'PASSWORD_SET')), '-infinity')
     ORDER BY at DESC LIMIT $3`,
    [loginHash, millisecondsOf(lockout.length) / 1_000, lockout.attempts],
  );
  const first = failures[lockout.attempts - 1];
  return first === undefined ? undefined : after(first.at, lockout.length);
}

const queues = new Map<string, Promise<unknown>>();

/** Attempts for one log-in name wait for each other, so that twenty sent at once are not all tried before the first is counted. */
async function oneAtATime<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  queues.set(key, mine);
  try {
    return await mine;
  } finally {
    if (queues.get(key) === mine) queues.delete(key);
  }
}
