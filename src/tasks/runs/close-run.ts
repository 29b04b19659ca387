import type { Tx } from '../../persistence/tx.ts';

export interface RunEnding {
  readonly stageId: string;
  readonly state: 'DONE' | 'SUPERSEDED' | 'CANCELED';
  readonly outcome: string | null;
  /** The task that was decided; the others of the run are canceled. Null where no person decided. */
  readonly decidedTask: string | null;
  readonly decidedBy: string | null;
  /** In whose name, when not in their own. */
  readonly onBehalfOf?: string | null;
}

/** Ends a run and everything that hangs on it: its tasks, who could take them, what was to happen at an instant. */
export function closeRun(tx: Tx, now: Date, ending: RunEnding): void {
  const { stageId, state, outcome, decidedTask, decidedBy, onBehalfOf = null } = ending;
  tx.send(
    `WITH ended AS (
       UPDATE stage SET state = $2, outcome = coalesce($3::text, outcome), ended_at = $6 WHERE id = $1),
     closed AS (
       UPDATE task SET ended_at = $6, version = version + 1, outcome = CASE WHEN id = $4::uuid THEN $3::text ELSE outcome END,
              state = CASE WHEN id = $4::uuid THEN 'DONE' WHEN $2 = 'SUPERSEDED' THEN 'SUPERSEDED' ELSE 'CANCELED' END,
              decided_by = CASE WHEN id = $4::uuid THEN $5::uuid ELSE decided_by END,
              on_behalf_of = CASE WHEN id = $4::uuid THEN $7::uuid ELSE on_behalf_of END
       WHERE stage_id = $1 AND state IN ('OPEN', 'CLAIMED', 'SUSPENDED') RETURNING id),
     shut AS (
       UPDATE task_candidate SET open = false WHERE open AND task_id IN (SELECT id FROM task WHERE stage_id = $1))
     UPDATE due_act SET state = 'CANCELED' WHERE stage_id = $1 AND state IN ('PENDING', 'SUSPENDED')`,
    [stageId, state, outcome, decidedTask, decidedBy, now, onBehalfOf],
  );
}

/** A finished run that was replaced by a return stands again after the return was taken back. */
export function restoreRun(tx: Tx, stageId: string): void {
  tx.send(`UPDATE stage SET state = 'DONE', superseded_by = NULL WHERE id = $1`, [stageId]);
}
