import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { planTime } from '../../domain/time/timetable.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { actRows } from './clocks.ts';
import { timingOf } from './rules.ts';
import type { SeatRow } from './seats.ts';
import { tellHolders } from './tell-holders.ts';

/**
 * Brings the seats of a stage to whose turn it is: who has it now gets the task with a deadline of their own, who no longer has it waits
 * again. Gives the tasks that opened.
 */
export async function giveTurns(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  seats: readonly SeatRow[],
  open: ReadonlySet<string>,
): Promise<string[]> {
  for (const seat of seats) if (seat.state === 'OPEN' && !open.has(seat.id)) hold(act, seat.id);
  const opened = seats.filter((seat) => seat.state !== 'OPEN' && open.has(seat.id));
  if (opened.length === 0) return [];
  const planned = planTime(
    await workingCalendar(act.tx, snapshot.unitPath, act.now),
    act.now,
    timingOf(rule, 'APPROVAL'),
  );
  for (const { id, holders } of opened) {
    act.tx.send(OPEN, [
      id,
      planned.startBy,
      planned.atRiskAt,
      planned.dueAt,
      planned.flag,
      actRows(planned.acts),
      snapshot.generation,
      planned.clock?.from ?? null,
      planned.clock?.length.n ?? null,
      planned.clock?.length.unit ?? null,
    ]);
    await tellHolders(act, snapshot, rule, { taskId: id, dueAt: planned.dueAt, holders });
  }
  return opened.map(({ id }) => id);
}

/** A turn that begins again has instants of its own; those of the time before say nothing about it. */
const OPEN = `WITH opened AS (
    UPDATE task SET state = 'OPEN', hold = NULL, outcome = NULL, decided_by = NULL, on_behalf_of = NULL, ended_at = NULL, start_by = $2,
           at_risk_at = $3, due_at = $4, due_flag = $5, due_from = $8, due_n = $9, due_unit = $10, start_left = NULL, overdue_at = NULL, version = version + 1
    WHERE id = $1 RETURNING id, case_id, stage_id),
  offered AS (
    UPDATE task_candidate SET open = true, due_at = coalesce($4::timestamptz, 'infinity') WHERE task_id = $1),
  former AS (
    DELETE FROM due_act WHERE task_id = $1)
  INSERT INTO due_act (case_id, generation, stage_id, task_id, kind, at, detail)
  SELECT opened.case_id, $7::int, opened.stage_id, opened.id, d.kind, d.at, d.detail
  FROM opened, jsonb_to_recordset($6::jsonb) AS d(kind text, at timestamptz, detail jsonb)`;

function hold(act: Act, taskId: string): void {
  act.tx.send(
    `WITH shut AS (UPDATE task_candidate SET open = false WHERE open AND task_id = $1),
       passed AS (UPDATE due_act SET state = 'CANCELED' WHERE task_id = $1 AND state = 'PENDING')
     UPDATE task SET state = 'SUSPENDED', hold = 'TURN', assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, due_at = NULL, at_risk_at = NULL,
            start_by = NULL, due_flag = NULL, due_from = NULL, due_n = NULL, due_unit = NULL, start_left = NULL, version = version + 1 WHERE id = $1`,
    [taskId],
  );
}
