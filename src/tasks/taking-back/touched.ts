import { WORDS_BY_TIME } from '../../domain/tasks/automatic-reasons.ts';
import type { Tx } from '../../persistence/tx.ts';

/**
 * Runs that somebody has claimed, handed on or decided since, or where somebody else has said something: whoever acted on it would be overtaken. What
 * the system said because time was up counts as somebody's word; what it said as a stage opened it says again.
 */
export async function touchedRuns(
  tx: Tx,
  { caseId, decisionId, by }: { readonly caseId: string; readonly decisionId: string; readonly by: string },
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT DISTINCT t.stage_id AS id FROM task t WHERE t.case_id = $1 AND (t.assignee_id IS NOT NULL OR EXISTS (
       SELECT FROM decision d WHERE d.case_id = $1 AND d.task_id = t.id AND d.id <> $2 AND (d.account_id IS NOT NULL OR d.reason_code = ANY ($4)) AND d.taken_back_at IS NULL))
     UNION
     SELECT stage_id FROM task_operation WHERE case_id = $1 AND account_id IS NOT NULL
     UNION
     SELECT stage_id FROM comment WHERE case_id = $1 AND stage_id IS NOT NULL AND withdrawn_at IS NULL AND author_id <> $3`,
    [caseId, decisionId, by, WORDS_BY_TIME],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * The same of the seats of one stage, whose claims and words are known: on which of them somebody else has said something, or done something since,
 * or time was up;
 * also on the tasks that stand again in them.
 */
export async function touchedTasks(
  tx: Tx,
  {
    caseId,
    stageId,
    by,
    since,
  }: {
    readonly caseId: string;
    readonly stageId: string;
    readonly by: string;
    readonly since: Date;
  },
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    `WITH RECURSIVE line AS (
       SELECT id AS seat, id, former_id FROM task WHERE stage_id = $4
       UNION ALL SELECT line.seat, f.id, f.former_id FROM line JOIN task f ON f.id = line.former_id)
     SELECT DISTINCT line.seat AS id FROM line JOIN (
       SELECT task_id FROM comment WHERE case_id = $1 AND stage_id IS NOT NULL AND withdrawn_at IS NULL AND author_id <> $2
       UNION ALL
       SELECT task_id FROM decision WHERE case_id = $1 AND reason_code = ANY ($5) AND account_id IS NULL AND created_at >= $3
       UNION ALL
       SELECT task_id FROM task_operation WHERE case_id = $1 AND account_id IS NOT NULL AND created_at >= $3) t ON t.task_id = line.id`,
    [caseId, by, since, stageId, WORDS_BY_TIME],
  );
  return new Set(rows.map(({ id }) => id));
}
