import type { Act } from '../../acts/act.ts';
import { stop, type Clock, type Length } from '../../domain/time/clock.ts';
import type { CompiledCalendar } from '../../domain/time/compile-calendar.ts';
import { durationSchema } from '../../domain/time/duration.ts';
import { startByOf } from '../../domain/time/replan.ts';
import {
  ACT_KINDS,
  nameOfAct,
  timetable,
  type ActsSoFar,
  type PlannedAct,
  type Timetable,
  type Timing,
} from '../../domain/time/timetable.ts';

/** A task whose clock runs, or stands. */
export interface ClockRow {
  readonly id: string;
  readonly dueAt: Date | null;
  readonly startBy: Date | null;
  readonly overdue: boolean;
  readonly flag: 'BEYOND_CALENDAR' | null;
  readonly from: Date | null;
  readonly n: number | null;
  readonly unit: Length['unit'] | null;
  readonly startLeft: number | null;
  readonly leftUnit: Length['unit'] | null;
  readonly left: number | null;
  readonly acts: readonly {
    readonly kind: string;
    readonly state: string;
    readonly at: string;
    readonly detail: unknown;
  }[];
}

/** Of table `task` named t. */
export const CLOCK_COLUMNS = `t.id, t.due_at AS "dueAt", t.start_by AS "startBy", t.overdue_at IS NOT NULL AS overdue, t.due_flag AS flag,
  t.due_from AS "from", t.due_n AS n, t.due_unit AS unit, t.start_left AS "startLeft", t.remaining_unit AS "leftUnit", t.remaining AS left,
  coalesce((SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'state', d.state, 'at', d.at, 'detail', d.detail)) FROM due_act d WHERE d.task_id = t.id), '[]') AS acts`;

export function clockOf({ from, n, unit }: Pick<ClockRow, 'from' | 'n' | 'unit'>): Clock | null {
  return from === null || n === null || unit === null ? null : { from, length: { n, unit } };
}

/** What has been done of a task's acts, and what was still to be done, its clock running or not. */
export function actsSoFar({ acts }: Pick<ClockRow, 'acts'>): ActsSoFar {
  const named = acts.flatMap((act) => {
    const kind = ACT_KINDS.find((name) => name === act.kind);
    const offset = durationSchema.safeParse(act.detail).data ?? null;
    return kind === undefined ? [] : [{ name: nameOfAct({ kind, offset }), state: act.state, at: new Date(act.at) }];
  });
  return {
    done: new Set(named.filter(({ state }) => state === 'DONE').map(({ name }) => name)),
    pending: new Map(
      named.filter(({ state }) => state === 'PENDING' || state === 'SUSPENDED').map(({ name, at }) => [name, at]),
    ),
  };
}

export function actRows(acts: readonly PlannedAct[]): string {
  return JSON.stringify(acts.map(({ kind, at, offset }) => ({ kind, at, detail: offset ?? {} })));
}

/** Stops the clock of a task and keeps what was left of it; what was to happen at an instant waits with it. */
export function stopClock(act: Act, calendar: CompiledCalendar, task: ClockRow): void {
  const clock = clockOf(task);
  const left = clock === null ? null : stop(calendar, clock, task.dueAt, act.now);
  const startLeft = clock === null || task.startBy === null ? null : stop(calendar, clock, task.startBy, act.now).n;
  act.tx.send(
    `WITH waiting AS (UPDATE due_act SET state = 'SUSPENDED' WHERE task_id = $1 AND state = 'PENDING')
     UPDATE task SET remaining_unit = $2, remaining = $3, start_left = $4, version = version + 1 WHERE id = $1`,
    [task.id, left?.unit ?? null, left?.n ?? null, startLeft],
  );
}

/**
 * Lets the clock of a task run again with what was left of it. What had been done is not done a second time: who was overdue before has been
 * told so, and stays overdue by as much.
 */
export function startClock(act: Act, calendar: CompiledCalendar, timing: Timing, task: ClockRow): void {
  if (task.left === null || task.leftUnit === null) return;
  const clock: Clock = { from: act.now, length: { n: task.left, unit: task.leftUnit } };
  setTimetable(act, task, {
    clock,
    startBy: startByOf(calendar, clock, timing, task),
    startLeft: task.startLeft,
    overdue: task.overdue,
    ...timetable(calendar, act.now, clock, timing, actsSoFar(task)),
  });
}

export interface NewTimetable extends Timetable {
  readonly clock: Clock;
  readonly startBy: Date | null;
  readonly startLeft: number | null;
  readonly overdue: boolean;
}

/** Puts new instants in the place of those a task had. */
export function setTimetable(act: Act, { id }: Pick<ClockRow, 'id'>, planned: NewTimetable): void {
  const { clock } = planned;
  act.tx.send(
    `WITH planned AS (
       UPDATE task SET due_at = $2, at_risk_at = $3, start_by = $4, due_flag = $5, due_from = $6, due_n = $7, due_unit = $8, start_left = $9,
              remaining_unit = NULL, remaining = NULL, overdue_at = CASE WHEN $10 THEN overdue_at END, version = version + 1
       WHERE id = $1 RETURNING id, case_id, stage_id),
     offered AS (
       UPDATE task_candidate SET due_at = coalesce($2::timestamptz, 'infinity') WHERE task_id = $1),
     former AS (
       UPDATE due_act SET state = 'CANCELED' WHERE task_id = $1 AND state IN ('PENDING', 'SUSPENDED'))
     INSERT INTO due_act (case_id, generation, stage_id, task_id, kind, at, detail)
     SELECT p.case_id, c.generation, p.stage_id, p.id, d.kind, d.at, d.detail
     FROM planned p JOIN "case" c ON c.id = p.case_id, jsonb_to_recordset($11::jsonb) AS d(kind text, at timestamptz, detail jsonb)`,
    [
      id,
      planned.dueAt,
      planned.atRiskAt,
      planned.startBy,
      planned.flag,
      clock.from,
      clock.length.n,
      clock.length.unit,
      planned.startLeft,
      planned.overdue,
      actRows(planned.acts),
    ],
  );
}
