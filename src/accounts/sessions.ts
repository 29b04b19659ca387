import type { Tx } from '../persistence/tx.ts';

/** Ends the sessions of an account, all or all but the one that asks; gives how many there were. */
export async function endSessions(tx: Tx, accountId: string, exceptSid?: string): Promise<number> {
  return tx.run(`DELETE FROM session WHERE sess ->> 'accountId' = $1 AND sid <> $2`, [accountId, exceptSid ?? '']);
}

/** Rows of sessions that ran out; the store reads none of them, this gives their room back. */
export async function forgetEndedSessions(tx: Tx): Promise<void> {
  await tx.run('DELETE FROM session WHERE expire < now()');
}
