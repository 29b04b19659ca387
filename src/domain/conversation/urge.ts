import { addDuration } from '../time/add-duration.ts';
import type { CompiledCalendar } from '../time/compile-calendar.ts';
import type { Duration } from '../time/duration.ts';

/**
 * When somebody who urged at `last` may urge in the same case again. Null where the calendar's known years end before: nobody is kept waiting for
 * an instant that nobody can name.
 */
export function urgeAgainAt(calendar: CompiledCalendar, last: Date, every: Duration): Date | null {
  const again = addDuration(calendar, last, every);
  return again.kind === 'AT' ? again.at : null;
}

/** An open task as whoever urges sees it. */
export interface UrgeableTask {
  readonly id: string;
  /** They hold it, or could take it from its pool: then it is they who are waited for. */
  readonly isOwed: boolean;
}

export type NothingToUrge = 'NOTHING_OPEN' | 'YOUR_OWN';

/** Whom to urge: all open tasks, or the one that was chosen, without those one owes oneself. */
export function tasksToUrge<Task extends UrgeableTask>(
  open: readonly Task[],
  chosen: string | undefined,
): { readonly tasks: readonly Task[]; readonly fault: null } | { readonly tasks: []; readonly fault: NothingToUrge } {
  const wanted = open.filter(({ id }) => chosen === undefined || id === chosen);
  const tasks = wanted.filter(({ isOwed }) => !isOwed);
  if (tasks.length > 0) return { tasks, fault: null };
  return { tasks: [], fault: wanted.length === 0 ? 'NOTHING_OPEN' : 'YOUR_OWN' };
}
