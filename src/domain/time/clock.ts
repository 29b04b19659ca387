import { addDuration } from './add-duration.ts';
import type { CompiledCalendar } from './compile-calendar.ts';
import { deadlineAt, type Deadline } from './deadline.ts';
import type { Duration } from './duration.ts';
import { pause, resume, type Remaining } from './pause.ts';
import { subtractWorkingMilliseconds, workingMillisecondsBetween } from './working-time.ts';

/** A duration of the rules, or what was left of one. Less than nothing is left of a deadline that is past. */
export interface Length {
  readonly n: number;
  readonly unit: Duration['unit'] | Remaining['unit'];
}

/** What a deadline rests on: with the calendar it gives the same instant again, and with another calendar the one that is right there. */
export interface Clock {
  readonly from: Date;
  readonly length: Length;
}

export function deadlineOf(calendar: CompiledCalendar, { from, length: { n, unit } }: Clock): Deadline {
  switch (unit) {
    case 'MILLISECOND':
      return deadlineAt(from.getTime() + n);
    case 'WORKING_MILLISECOND':
      return n < 0 ? subtractWorkingMilliseconds(calendar, from, -n) : resume(calendar, { unit, n }, from);
    default:
      return addDuration(calendar, from, { n, unit });
  }
}

/**
 * Stops a clock: the working time left of a deadline that counts work, the plain time of any other, less than nothing once it is past. A
 * deadline beyond the calendar's known years has what is left of its work, or its working days from the beginning.
 */
export function stop(calendar: CompiledCalendar, clock: Clock, dueAt: Date | null, now: Date): Length {
  if (dueAt === null) return leftOfUnknown(calendar, clock, now);
  const unit = clock.length.unit.startsWith('WORKING_') ? 'WORKING_MINUTE' : 'MINUTE';
  if (now <= dueAt) return pause(calendar, unit, now, dueAt);
  const over = pause(calendar, unit, dueAt, now);
  return { unit: over.unit, n: 0 - over.n };
}

function leftOfUnknown(calendar: CompiledCalendar, { from, length }: Clock, now: Date): Length {
  const total =
    length.unit === 'WORKING_MINUTE' ? length.n * 60_000 : length.unit === 'WORKING_MILLISECOND' ? length.n : undefined;
  const worked = workingMillisecondsBetween(calendar, from, now);
  return total === undefined || worked === undefined
    ? length
    : { unit: 'WORKING_MILLISECOND', n: Math.max(0, total - worked) };
}
