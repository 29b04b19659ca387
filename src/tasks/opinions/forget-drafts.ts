import { rulesFor } from '../../domain/conversation/policy.ts';
import type { Tx } from '../../persistence/tx.ts';
import { currentPolicy } from '../../policies/current.ts';

/** Takes away drafts whose tasks ended longer ago than the process's rule keeps them. Gives how many. */
export async function forgetDrafts(sql: Tx, at: Date): Promise<{ forgotten: number }> {
  const { body } = await currentPolicy(sql, 'PROCESS_POLICY', 'CONVERSATION', at);
  const processes = await sql.rows<{ process: string }>(
    'SELECT DISTINCT t.process FROM opinion_draft d JOIN task t ON t.id = d.task_id',
  );
  let forgotten = 0;
  for (const { process } of processes) {
    forgotten += await sql.run(
      `WITH ended AS (
         DELETE FROM opinion_draft d USING task t
         WHERE t.id = d.task_id AND t.process = $1 AND t.ended_at < $2::timestamptz - make_interval(days => $3) RETURNING d.task_id, d.account_id),
       let_go AS (
         UPDATE attachment a SET draft_task_id = NULL FROM ended e WHERE a.draft_task_id = e.task_id AND a.uploaded_by = e.account_id)
       SELECT FROM ended`,
      [process, at, rulesFor(body, process).drafts.keepDays],
    );
  }
  return { forgotten };
}
