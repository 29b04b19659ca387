import type { Client } from '@temporalio/client';
import type { ReplanInput } from '../../workflows/replan-deadlines.ts';
import type { Tx } from '../persistence/tx.ts';

const DEADLINE_MS = 10_000;

/**
 * Makes sure that the deadlines under every published calendar that has begun to count are planned again, and looks again after a minute, as
 * with batches. Returns how many were looked at.
 * @throws when the engine does not answer
 */
export async function startReplans(sql: Tx, client: Client, taskQueue: string): Promise<number> {
  const due = await sql.rows<{ id: string }>(
    `UPDATE deadline_replan SET start_at = clock_timestamp() + interval '15 seconds' WHERE policy_version_id IN (
       SELECT policy_version_id FROM deadline_replan WHERE ended_at IS NULL AND start_at <= clock_timestamp()
       ORDER BY start_at LIMIT 20 FOR UPDATE SKIP LOCKED)
     RETURNING policy_version_id AS id`,
  );
  for (const { id } of due) {
    await client.withDeadline(Date.now() + DEADLINE_MS, () =>
      client.workflow.start<(input: ReplanInput) => Promise<unknown>>('replanDeadlines', {
        workflowId: `replan-deadlines:${id}`,
        taskQueue,
        args: [{ versionId: id }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
    await sql.run(
      `UPDATE deadline_replan SET start_at = clock_timestamp() + interval '1 minute' WHERE policy_version_id = $1`,
      [id],
    );
  }
  return due.length;
}
