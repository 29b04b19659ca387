import type { Seat } from '../../domain/tasks/standing.ts';
import type { Tx } from '../../persistence/tx.ts';

/** A seat that is there. */
export interface SeatRow extends Seat {
  readonly claimedAt: Date | null;
  readonly assigneeId: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** It had its turn, and its clock stands until those it added before itself have spoken. */
  readonly isPaused: boolean;
  /** The system spoke for it. */
  readonly isAutomatic: boolean;
  readonly decidedBy: string | null;
  /** Of an added signer: who added them. */
  readonly addedBy: { readonly id: string; readonly name: string } | null;
  readonly holders: readonly string[];
}

/** The seats of a stage, in the order of their turns; whom it did not need any more when it ended counts as not asked. */
export function readSeats(tx: Tx, stageId: string): Promise<SeatRow[]> {
  return tx.rows<SeatRow & Record<string, unknown>>(READ, [stageId]);
}

const READ = `SELECT t.id, t.position, t.weight, t.claimed_at AS "claimedAt", t.assignee_id AS "assigneeId", t.created_at AS "createdAt", t.ended_at AS "endedAt",
    coalesce(t.hold = 'SIGNER', false) AS "isPaused", t.state = 'DONE' AND t.decided_by IS NULL AS "isAutomatic", t.decided_by AS "decidedBy",
    CASE WHEN t.added_by_task IS NOT NULL THEN jsonb_build_object('by', t.added_by_task, 'place', t.added_place) END AS added,
    CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'name', a.name) END AS "addedBy",
    CASE WHEN t.dropped THEN 'GONE' WHEN t.state = 'DONE' THEN 'DONE' WHEN t.hold IS NOT NULL THEN 'HELD' ELSE 'OPEN' END AS state,
    CASE WHEN t.state <> 'DONE' THEN NULL WHEN t.outcome = 'SIGN' THEN 'APPROVE' ELSE t.outcome END AS outcome,
    coalesce((SELECT jsonb_agg(c.account_id) FROM task_candidate c WHERE c.task_id = t.id AND c.account_id IS NOT NULL), '[]') AS holders
  FROM task t LEFT JOIN account a ON a.id = t.added_by WHERE t.stage_id = $1 ORDER BY t.position, t.id`;

/** Somebody was added to the stage, whose one seat is then no longer alone. */
export async function hasSigners(tx: Tx, stageId: string): Promise<boolean> {
  return (
    (await tx.maybe('SELECT FROM task WHERE stage_id = $1 AND added_by_task IS NOT NULL LIMIT 1', [stageId])) !==
    undefined
  );
}
