import { addDuration } from './add-duration.ts';
import { deadlineOf, type Clock } from './clock.ts';
import type { CompiledCalendar } from './compile-calendar.ts';
import { nameOfAct, timetable, type ActsSoFar, type Timetable, type Timing } from './timetable.ts';

/** A task whose clock runs, as it was planned. */
export interface RunningTask {
  readonly clock: Clock;
  readonly dueAt: Date | null;
  readonly startBy: Date | null;
  /** Milliseconds from the clock's beginning to the start-by instant, of work where the clock counts work; null before the first pause. */
  readonly startLeft: number | null;
  readonly overdue: boolean;
}

export interface Replanned extends Timetable {
  readonly startBy: Date | null;
  readonly overdue: boolean;
}

/** What nobody has been told of does not come overnight: a deadline that moves forward leaves this much. */
const NOTICE = { n: 1, unit: 'WORKING_DAY' } as const;

/**
 * The due instant under another calendar: the one its clock gives there. It moves forward to the end of the next working day at most, and past
 * work stays past; a task that was overdue and has time again is not overdue any more. What a calendar no longer knows stays as it was.
 */
export function replannedDue(
  calendar: CompiledCalendar,
  now: Date,
  { clock, dueAt, overdue }: Pick<RunningTask, 'clock' | 'dueAt' | 'overdue'>,
): Date | null {
  const planned = deadlineOf(calendar, clock);
  if (planned.kind === 'BEYOND_CALENDAR') return dueAt;
  if (overdue && planned.at <= now) return dueAt;
  if (dueAt !== null && planned.at >= dueAt) return planned.at;
  const notice = addDuration(calendar, now, NOTICE);
  const earliest = notice.kind === 'AT' ? notice.at : now;
  if (planned.at >= earliest) return planned.at;
  return dueAt === null || dueAt > earliest ? earliest : dueAt;
}

/** All instants of a task under another calendar; undefined when nothing moves. */
export function replan(
  calendar: CompiledCalendar,
  now: Date,
  task: RunningTask,
  timing: Timing,
  soFar: ActsSoFar,
): Replanned | undefined {
  const dueAt = replannedDue(calendar, now, task);
  if (dueAt === null) return undefined;
  const overdue = task.overdue && dueAt <= now;
  const done = task.overdue && !overdue ? withoutOverdue(soFar.done) : soFar.done;
  const fixed: Clock = { from: dueAt, length: { n: 0, unit: 'MILLISECOND' } };
  const planned = timetable(calendar, now, fixed, timing, { done, pending: soFar.pending });
  const startBy = startByOf(calendar, task.clock, timing, task);
  const isSame =
    time(dueAt) === time(task.dueAt) &&
    time(startBy) === time(task.startBy) &&
    planned.acts.length === soFar.pending.size &&
    planned.acts.every((act) => time(soFar.pending.get(nameOfAct(act)) ?? null) === act.at.getTime());
  return isSame ? undefined : { ...planned, startBy, overdue };
}

/** When the work on a task is to begin: as far from its clock's beginning as the rule says, or as a pause has left it. */
export function startByOf(
  calendar: CompiledCalendar,
  { from, length }: Clock,
  { startBy }: Pick<Timing, 'startBy'>,
  task: Pick<RunningTask, 'startLeft' | 'startBy'>,
): Date | null {
  const wasPaused = length.unit.endsWith('MILLISECOND');
  if (task.startLeft === null && (wasPaused || startBy === undefined)) return task.startBy;
  const unit = length.unit.startsWith('WORKING_') ? 'WORKING_MILLISECOND' : 'MILLISECOND';
  const left = task.startLeft === null ? startBy : ({ n: task.startLeft, unit } as const);
  const at = left === undefined ? undefined : deadlineOf(calendar, { from, length: left });
  return at?.kind === 'AT' ? at.at : null;
}

/** With time again the task will be due, and overdue, once more. */
function withoutOverdue(done: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...done].filter((name) => !/^(DUE|EXPIRE|REMIND_AFTER|OVERDUE)(:|$)/.test(name)));
}

function time(at: Date | null): number | null {
  return at?.getTime() ?? null;
}
