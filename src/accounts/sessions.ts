import type { Tx } from '../persistence/tx.ts';

/** Ends the sessions of an account, all or all but the one that asks; gives how many there were. */
export async function endSessions(tx: Tx, accountId: string, exceptSid?: string): Promise<number> {
  return tx.run(`DELETE FROM session WHERE sess ->> 'accountId' = $1 AND sid <> $2`, [accountId, exceptSid ?? '']);
}

/** Rows of sessions that ran out: the store reads none of them. A few at each log-in keep the table small without anybody waiting. */
export async function forgetEndedSessions(tx: Tx): Promise<void> {
  await tx.run(
    'DELETE FROM session WHERE sid IN (SELECT sid FROM session WHERE expire < now() LIMIT 100 FOR UPDATE SKIP LOCKED)',
  );
}
