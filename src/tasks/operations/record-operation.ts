import type { Act } from '../../acts/act.ts';
import type { HeldTask } from '../people/holding.ts';

export interface Operation {
  readonly kind: string;
  readonly targetId?: string | null;
  readonly reason?: string | null;
  /** What is recommended. */
  readonly outcome?: string | null;
}

/** The row of an operation beside deciding, under the act's id: who did it and in whose name, to whom, and their words. */
export function recordOperation(
  act: Act,
  { id, caseId, stageId }: Pick<HeldTask, 'id' | 'caseId' | 'stageId'>,
  { kind, targetId = null, reason = null, outcome = null }: Operation,
): void {
  act.tx.send(
    `INSERT INTO task_operation (id, case_id, stage_id, task_id, kind, account_id, on_behalf_of, target_id, reason, created_at, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [act.id, caseId, stageId, id, kind, act.actor.id, act.onBehalfOf, targetId, reason, act.now, outcome],
  );
}
