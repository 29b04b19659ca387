import type { Act } from '../../acts/act.ts';

export interface CaseOperation {
  readonly caseId: string;
  /** Of the case when the operation is done. */
  readonly generation: number;
  readonly kind: 'CANCEL' | 'MOVE' | 'WAKE' | 'ROUTE_MOVE';
  readonly reason: string;
  readonly phase?: string;
  /** Last phase before it; a woken case goes on behind it. */
  readonly seq?: number;
}

/** The row of what an administrator did to a case, under the act's id. */
export function recordCaseOperation(act: Act, { caseId, generation, kind, reason, phase, seq }: CaseOperation): void {
  act.tx.send(
    `INSERT INTO case_operation (id, case_id, generation, kind, account_id, phase, seq, reason, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [act.id, caseId, generation, kind, act.actor.id, phase ?? null, seq ?? null, reason, act.now],
  );
}
