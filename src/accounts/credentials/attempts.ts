import type { Pool } from 'pg';
import type { AccountsPolicyBody } from '../../domain/accounts/policy.ts';
import { after, millisecondsOf } from '../../domain/accounts/plain-length.ts';
import { Refusal } from '../../domain/refusal.ts';
import { inTransaction, type Tx } from '../../persistence/tx.ts';
import type { Database } from '../../persistence/database.ts';
import { logSecurityEvent, settleSecurityEvent, type SecurityEventKind } from './security-log.ts';

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
 * tells nothing (ORG-10). The count is in PostgreSQL, so it outlives every process and holds over all of them.
 * @throws Refusal LOCKED_OUT with `until`
 */
export async function attemptPassword(
  { pool, sql }: Pick<Database, 'pool' | 'sql'>,
  attempt: Attempt,
  matches: () => Promise<boolean>,
): Promise<boolean> {
  return oneAtATime(attempt.loginHash, async () => {
    const taken = await takeAttempt(pool, attempt);
    if ('until' in taken) throw new Refusal('LOCKED_OUT', { until: taken.until.toISOString() });
    const right = await matches();
    await settleSecurityEvent(sql, taken.eventId, right ? attempt.success : 'LOGIN_FAILED');
    return right;
  });
}

/**
 * An attempt counts from before its password is tried, under a lock of its log-in name: whatever number of processes try at once, no
 * more passwords are tried than the policy allows, and one that was cut off has been tried.
 */
async function takeAttempt(pool: Pool, attempt: Attempt): Promise<{ until: Date } | { eventId: string }> {
  const { loginHash, ip, accountId } = attempt;
  return inTransaction(pool, async (tx) => {
    await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`log-in:${loginHash}`]);
    const until = await lockedUntil(tx, attempt);
    const kind = until === undefined ? 'LOGIN_TRIED' : 'LOGIN_LOCKED_OUT';
    const eventId = await logSecurityEvent(tx, { kind, accountId, loginHash, ip });
    return until === undefined ? { eventId } : { until };
  });
}

/** Wrong passwords since the last right one, or since a new one was set. */
async function lockedUntil(tx: Tx, { loginHash, lockout }: Attempt): Promise<Date | undefined> {
  const failures = await tx.rows<{ at: Date }>(
    `SELECT at FROM security_event WHERE login_hash = $1 AND kind IN ('LOGIN_FAILED', 'LOGIN_TRIED')
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

/** Attempts for one log-in name wait for each other, so that right passwords sent at once do not take each other for wrong ones. */
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
