import { z } from 'zod';
import type { CompiledCalendar } from './compile-calendar.ts';
import { deadlineAt, type Deadline } from './deadline.ts';
import type { DurationUnit } from './duration.ts';
import { addWorkingMilliseconds, workingMillisecondsBetween } from './working-time.ts';

/**
 * What was left of a deadline when its clock stopped. Both units are whole milliseconds, of work or of plain time: whole minutes
 * of work would move a deadline across the close of a day whenever somebody pauses between two minutes.
 */
export const remainingSchema = z.strictObject({
  unit: z.enum(['WORKING_MILLISECOND', 'MILLISECOND']),
  n: z.int().min(0),
});

export type Remaining = z.infer<typeof remainingSchema>;

/**
 * Stops the clock of a deadline that was set in `unit`. Nothing is left of one already past.
 * Where the calendar does not know the days up to `due`, the plain time left is kept instead of counting unknown days.
 */
export function pause(calendar: CompiledCalendar, unit: DurationUnit, now: Date, due: Date): Remaining {
  if (unit === 'WORKING_DAY' || unit === 'WORKING_MINUTE') {
    const n = workingMillisecondsBetween(calendar, now, due);
    if (n !== undefined) return { unit: 'WORKING_MILLISECOND', n };
  }
  return { unit: 'MILLISECOND', n: Math.max(0, due.getTime() - now.getTime()) };
}

/** Lets the clock run again from `now`. With nothing left the deadline is `now` itself. */
export function resume(calendar: CompiledCalendar, remaining: Remaining, now: Date): Deadline {
  switch (remaining.unit) {
    case 'WORKING_MILLISECOND':
      return addWorkingMilliseconds(calendar, now, remaining.n);
    case 'MILLISECOND':
      return deadlineAt(now.getTime() + remaining.n);
  }
}
