import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { isCrowded } from '../../acts/outbox.ts';
import { overPool, type Tx } from '../../persistence/tx.ts';
import { replanCase } from './replan-case.ts';

/** How many cases are read at a time. */
const PAGE = 50;
/** Milliseconds to leave the relay to everybody else's wakes. */
const PAUSE = 250;

/**
 * Plans again every deadline that rests on a published calendar, case after case in the order of their ids, until all are done or `until` is
 * aborted; true when it is over. Any number may run the same replan at the same time, or go on where another was killed.
 */
export async function replanDeadlines(pool: Pool, versionId: string, until: AbortSignal): Promise<boolean> {
  const sql = overPool(pool);
  const isStopped = (): boolean => until.aborted;
  while (!isStopped()) {
    if (await isCrowded(sql)) {
      await sleep(PAUSE, undefined, { signal: until }).catch(() => undefined);
      continue;
    }
    const cases = await nextCases(sql, versionId);
    if (cases.length === 0) {
      await sql.run(
        'UPDATE deadline_replan SET ended_at = clock_timestamp() WHERE policy_version_id = $1 AND ended_at IS NULL',
        [versionId],
      );
      return true;
    }
    for (const { id } of cases) {
      if (isStopped()) return false;
      await replanCase(pool, { versionId }, id);
    }
  }
  return false;
}

/**
 * Also those without a running clock: an act that read the former calendar may not have committed yet, and only the case's lock waits for it.
 * A case that is begun meanwhile reads the new one.
 */
function nextCases(sql: Tx, versionId: string): Promise<{ id: string }[]> {
  return sql.rows<{ id: string }>(
    `SELECT c.id FROM deadline_replan r JOIN "case" c ON c.id > coalesce(r.cursor, '00000000-0000-0000-0000-000000000000') JOIN unit u ON u.id = c.unit_id
     WHERE r.policy_version_id = $1 AND r.ended_at IS NULL AND c.closed_at IS NULL AND c.submitted_at IS NOT NULL
       AND (r.unit_id IS NULL OR r.unit_id = ANY (u.path))
     ORDER BY c.id LIMIT ${PAGE}`,
    [versionId],
  );
}
