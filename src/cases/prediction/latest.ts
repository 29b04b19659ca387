import type { Lasting } from '../../domain/prediction/run-through.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { addDuration } from '../../domain/time/add-duration.ts';
import type { CompiledCalendar } from '../../domain/time/compile-calendar.ts';
import type { Deadline } from '../../domain/time/deadline.ts';
import { resume } from '../../domain/time/pause.ts';
import type { WrittenRun } from './read-course.ts';

export interface Timed {
  readonly rule: StageRule;
  readonly turns: number;
}

/** How long each stage may take: what is open until its deadline, what is to come for as long as its rule gives it. */
export function lastingOf(
  calendar: CompiledCalendar,
  written: readonly WrittenRun[],
  ruleOf: (key: string) => Timed | undefined,
): Lasting {
  const open = new Map(written.map((run) => [run.id, run]));
  return ({ id, key }, from) => {
    const run = open.get(id);
    const timed = ruleOf(key);
    if (run === undefined) return timed === undefined ? undefined : after(calendar, from, timed, timed.turns);
    const ends = run.tasks.map((task) => endOf(calendar, task, from));
    const [first] = ends;
    if (first === undefined) return undefined;
    const seats = ends.filter((end) => end !== 'WAITS');
    const last = seats.reduce<number | undefined>(
      (latest, end) => (latest === undefined || end === undefined ? undefined : Math.max(latest, end)),
      from,
    );
    const waiting = ends.length - seats.length;
    if (last === undefined || waiting === 0 || timed === undefined) return last;
    return after(calendar, last, timed, waiting);
  };
}

function endOf(
  calendar: CompiledCalendar,
  task: WrittenRun['tasks'][number],
  from: number,
): number | undefined | 'WAITS' {
  if (task.state !== 'SUSPENDED') return task.dueAt === null ? undefined : new Date(task.dueAt).getTime();
  if (task.remaining === null || task.remainingUnit === null) return 'WAITS';
  return at(resume(calendar, { unit: task.remainingUnit, n: task.remaining }, new Date(from)));
}

/** So many turns, one after the other. */
function after(calendar: CompiledCalendar, from: number, { rule: { due } }: Timed, turns: number): number | undefined {
  let end: number | undefined = from;
  for (let n = 0; n < turns; n += 1) {
    end = due === undefined || end === undefined ? undefined : at(addDuration(calendar, new Date(end), due));
  }
  return end;
}

function at(deadline: Deadline): number | undefined {
  return deadline.kind === 'AT' ? deadline.at.getTime() : undefined;
}
