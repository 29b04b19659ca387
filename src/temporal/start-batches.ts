import type { Client } from '@temporalio/client';
import type { BatchInput } from '../../workflows/batch.ts';
import type { Tx } from '../persistence/tx.ts';

const DEADLINE_MS = 10_000;

/**
 * Makes sure that every batch which is not over has its workflow, and looks again after a minute: one that was never started, or lost, or
 * ended too early is started; one that runs stays as it is. Where the engine does not answer it is tried again soon. Returns how many were
 * looked at.
 * @throws when the engine does not answer
 */
export async function startBatches(sql: Tx, client: Client, taskQueue: string): Promise<number> {
  const due = await sql.rows<{ id: string }>(
    `UPDATE batch SET start_at = clock_timestamp() + interval '15 seconds' WHERE id IN (
       SELECT id FROM batch WHERE ended_at IS NULL AND start_at <= clock_timestamp() ORDER BY start_at LIMIT 20 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
  );
  for (const { id } of due) {
    await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.start<(input: BatchInput) => Promise<unknown>>('batch', {
        workflowId: `batch:${id}`,
        taskQueue,
        args: [{ batchId: id }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
    await sql.run(`UPDATE batch SET start_at = clock_timestamp() + interval '1 minute' WHERE id = $1`, [id]);
  }
  return due.length;
}
