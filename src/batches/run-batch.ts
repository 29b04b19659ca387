import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Act, START_OF_ACT, type ActStart } from '../acts/act.ts';
import { isCrowded } from '../acts/outbox.ts';
import { inTransaction, overPool, type Tx } from '../persistence/tx.ts';
import type { Batch, BatchItem } from './batch.ts';
import { countItems } from './count-items.ts';
import { runItem, type BatchSteps } from './run-item.ts';
import { tellEnd } from './tell-end.ts';

/** How many items are read at a time. */
const PAGE = 50;
/** Milliseconds between two looks when there is nothing to do yet. */
const PAUSE = 250;

/**
 * Runs the items of a batch in their order until all have ended or `until` is aborted; true when the batch is over. Any number may run the same
 * batch at the same time, or begin it again where another was killed.
 */
export async function runBatch(pool: Pool, steps: BatchSteps, batchId: string, until: AbortSignal): Promise<boolean> {
  const sql = overPool(pool);
  const batch = await sql.maybe<Batch & Record<string, unknown>>(
    `UPDATE batch SET state = 'RUNNING' WHERE id = $1 AND ended_at IS NULL
     RETURNING id, kind, ordered_by AS "orderedBy", params, reason`,
    [batchId],
  );
  if (batch === undefined) return true;
  const isStopped = (): boolean => until.aborted;
  while (!isStopped()) {
    const items = (await isCrowded(sql)) ? [] : await nextItems(sql, batchId);
    for (const item of items) {
      if (isStopped()) return false;
      await runItem(pool, steps, batch, item);
    }
    if (items.length === 0) {
      if (await endBatch(pool, batch)) return true;
      await sleep(PAUSE, undefined, { signal: until }).catch(() => undefined);
    }
  }
  return false;
}

function nextItems(sql: Tx, batchId: string): Promise<BatchItem[]> {
  return sql.rows<BatchItem & Record<string, unknown>>(
    `SELECT n, step, case_id AS "caseId", task_id AS "taskId", target FROM batch_item
     WHERE batch_id = $1 AND state = 'PENDING' AND (retry_at IS NULL OR retry_at <= clock_timestamp())
       AND wave = (SELECT min(wave) FROM batch_item WHERE batch_id = $1 AND state = 'PENDING')
     ORDER BY n LIMIT ${PAGE}`,
    [batchId],
  );
}

/** True when it is over, by whomever; false while an item waits. */
async function endBatch(pool: Pool, batch: Batch): Promise<boolean> {
  const { id: batchId } = batch;
  return inTransaction(pool, async (tx) => {
    const start = await tx.one<ActStart & Record<string, unknown>>(START_OF_ACT);
    const ended = await tx.maybe<{ unitId: string }>(
      `UPDATE batch SET state = 'DONE', ended_at = $2 WHERE id = $1 AND ended_at IS NULL
         AND NOT EXISTS (SELECT FROM batch_item WHERE batch_id = $1 AND state = 'PENDING') RETURNING unit_id AS "unitId"`,
      [batchId, start.now],
    );
    if (ended === undefined) {
      return (await tx.maybe('SELECT FROM batch WHERE id = $1 AND ended_at IS NOT NULL', [batchId])) !== undefined;
    }
    const act = new Act(tx, start, { id: null, kind: 'SYSTEM' }, 'bulk');
    const after = { state: 'DONE', ...(await countItems(tx, batchId)) };
    act.audit({ action: 'BATCH_ENDED', unitId: ended.unitId, subject: `batch:${batchId}`, after });
    await tellEnd(act, batch);
    await act.flush();
    return true;
  });
}
