import type { Act } from '../../acts/act.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import type { SeatPlan } from '../seats/seats.ts';

interface PlacedSeat {
  readonly taskId: string;
  readonly seat: SeatPlan;
}

/**
 * What the system decided as a stage opened: a decision of its own for each seat it spoke for, in nobody's name, with the reason why nobody was
 * asked.
 */
export async function recordAutomatic(
  act: Act,
  snapshot: CaseSnapshot,
  { stageId, key }: { readonly stageId: string; readonly key: string },
  placed: readonly PlacedSeat[],
): Promise<void> {
  const words = placed.flatMap(({ taskId, seat: { outcome, automatic } }) =>
    automatic === null ? [] : [{ taskId, outcome, reasonCode: automatic }],
  );
  const rows = await act.tx.rows<{ id: string; taskId: string; outcome: string; reasonCode: string }>(
    `INSERT INTO decision (case_id, stage_id, task_id, stage_key, account_id, outcome, reason_code, channel, created_at)
     SELECT $1, $2, w."taskId", $3, NULL, w.outcome, w."reasonCode", 'system', $4
     FROM jsonb_to_recordset($5::jsonb) AS w("taskId" uuid, outcome text, "reasonCode" text)
     RETURNING id, task_id AS "taskId", outcome, reason_code AS "reasonCode"`,
    [snapshot.id, stageId, key, act.now, JSON.stringify(words)],
  );
  for (const { id, taskId, outcome, reasonCode } of rows) {
    act.audit({
      action: `TASK_${outcome}`,
      caseId: snapshot.id,
      subject: `task:${taskId}`,
      reasonCode,
      after: { decision: id, stage: key },
      bySystem: true,
    });
  }
}
