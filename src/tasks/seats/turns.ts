import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { awaitsSigners } from '../../domain/tasks/standing.ts';
import { planTime } from '../../domain/time/timetable.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import { couldTake } from '../people/people.ts';
import type { SeatRow } from './read-seats.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { actRows, CLOCK_COLUMNS, startClock, stopClock, type ClockRow } from '../runs/clocks.ts';
import { timingOf } from '../runs/rules.ts';
import { tellHolders } from '../runs/tell-holders.ts';

/**
 * Brings the seats of a stage to whose turn it is: who has it now gets the task with a deadline of their own, who no longer has it waits
 * again. A seat that waits for those it added before itself keeps what is left of its time. Gives the tasks that opened.
 */
export async function giveTurns(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  seats: readonly SeatRow[],
  open: ReadonlySet<string>,
): Promise<string[]> {
  const closing = seats.filter((seat) => seat.state === 'OPEN' && !open.has(seat.id));
  const opening = seats.filter((seat) => seat.state !== 'OPEN' && open.has(seat.id));
  if (closing.length + opening.length === 0) return [];
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const timing = timingOf(rule, 'APPROVAL');
  for (const seat of closing) {
    if (awaitsSigners(seat, seats)) stopClock(act, calendar, await pause(act, seat.id));
    else hold(act, seat.id);
  }
  const planned = planTime(calendar, act.now, timing);
  for (const seat of opening) {
    if (seat.isPaused) startClock(act, calendar, timing, await goOn(act, seat.id));
    else
      act.tx.send(OPEN, [
        seat.id,
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
    act.happened({ event: 'task.opened', caseId: snapshot.id, data: { taskId: seat.id, stage: rule.key } });
    await tellTurn(act, snapshot, rule, seat);
  }
  return opening.map(({ id }) => id);
}

/** A task that comes to somebody by name, or back to whoever had it; a pool only where it is nobody's. */
async function tellTurn(act: Act, snapshot: CaseSnapshot, rule: StageRule, seat: SeatRow): Promise<void> {
  const { dueAt } = await act.tx.one<{ dueAt: Date | null }>('SELECT due_at AS "dueAt" FROM task WHERE id = $1', [
    seat.id,
  ]);
  const named = seat.assigneeId === null ? seat.holders : [seat.assigneeId];
  const holders = named.length > 0 ? named : await couldTake(act.tx, seat.id);
  // The same task may come to the same person more than once.
  const ref = seat.isPaused ? `turn:${act.id}:${seat.id}` : `task:${seat.id}`;
  const askedBy = seat.addedBy?.name;
  await tellHolders(act, snapshot, rule, { taskId: seat.id, dueAt, holders, ref, askedBy });
}

/** A turn that begins again has instants of its own; those of the time before say nothing about it. */
const OPEN = `WITH opened AS (
    UPDATE task SET state = CASE WHEN assignee_id IS NULL THEN 'OPEN' ELSE 'CLAIMED' END, hold = NULL, outcome = NULL, decided_by = NULL,
           on_behalf_of = NULL, ended_at = NULL, start_by = $2,
           at_risk_at = $3, due_at = $4, due_flag = $5, due_from = $8, due_n = $9, due_unit = $10, start_left = NULL, overdue_at = NULL, version = version + 1
    WHERE id = $1 RETURNING id, case_id, stage_id, state),
  offered AS (
    UPDATE task_candidate SET open = (SELECT state = 'OPEN' FROM opened), due_at = coalesce($4::timestamptz, 'infinity') WHERE task_id = $1),
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

/** Whoever has the task keeps it while others speak before them. */
async function pause(act: Act, taskId: string): Promise<ClockRow> {
  act.tx.send(
    `WITH shut AS (UPDATE task_candidate SET open = false WHERE open AND task_id = $1)
     UPDATE task SET resume_state = state, state = 'SUSPENDED', hold = 'SIGNER' WHERE id = $1`,
    [taskId],
  );
  return readClock(act, taskId);
}

async function goOn(act: Act, taskId: string): Promise<ClockRow> {
  act.tx.send(
    `WITH resumed AS (
       UPDATE task SET state = coalesce(resume_state, 'OPEN'), resume_state = NULL, hold = NULL, version = version + 1 WHERE id = $1 RETURNING state)
     UPDATE task_candidate SET open = (SELECT state = 'OPEN' FROM resumed) WHERE task_id = $1`,
    [taskId],
  );
  return readClock(act, taskId);
}

function readClock({ tx }: Act, taskId: string): Promise<ClockRow> {
  return tx.one<ClockRow & Record<string, unknown>>(`SELECT ${CLOCK_COLUMNS} FROM task t WHERE t.id = $1`, [taskId]);
}
