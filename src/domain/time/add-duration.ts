import { TZDate } from '@date-fns/tz';
import { addDays, addMonths } from 'date-fns';
import type { CompiledCalendar } from './compile-calendar.ts';
import { beyondCalendar, deadlineAt, type Deadline } from './deadline.ts';
import type { Duration } from './duration.ts';
import { firstAbove, firstFrom } from './sorted.ts';
import { addWorkingMinutes, subtractWorkingMinutes } from './working-time.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * When something is due that was set in motion at `from`.
 *
 * WORKING_DAY: the close of the n-th working day after the day of `from`. What happens at or after a day's close, or on a day
 * of rest, counts as if it had happened on the next working day; what happens before the opening counts for that same day.
 * WORKING_MINUTE: the first instant by which that much work has passed, so a deadline can be a close, never an opening.
 * DAY and MONTH keep the time of day in the calendar's zone; a month without that day ends on its last one.
 * HOUR, MINUTE and SECOND are plain time. Only working units need the calendar's knowledge and can lie beyond it, which
 * includes a `from` that the calendar does not know.
 */
export function addDuration(calendar: CompiledCalendar, from: Date, { n, unit }: Duration): Deadline {
  assertCount(n);
  switch (unit) {
    case 'WORKING_DAY':
      return addWorkingDays(calendar, from.getTime(), n);
    case 'WORKING_MINUTE':
      return addWorkingMinutes(calendar, from, n);
    default:
      return shift(calendar, from, n, unit);
  }
}

/**
 * When to remind of `due`, `duration` ahead of it.
 *
 * WORKING_DAY: the close of the n-th working day before the due's calendar day, whether or not that day is worked; a due at
 * midnight belongs to the day that ends there. WORKING_MINUTE: the last instant with that much work still to come.
 * The other units mirror `addDuration`.
 */
export function before(calendar: CompiledCalendar, due: Date, { n, unit }: Duration): Deadline {
  assertCount(n);
  switch (unit) {
    case 'WORKING_DAY':
      return subtractWorkingDays(calendar, due.getTime(), n);
    case 'WORKING_MINUTE':
      return subtractWorkingMinutes(calendar, due, n);
    default:
      return shift(calendar, due, -n, unit);
  }
}

/**
 * When something follows that comes `duration` after `due`.
 *
 * WORKING_DAY: the close of the n-th working day after the due's calendar day; a due at midnight belongs to the day that ends there.
 * Unlike an act of people, a deadline at the close of a day is not after hours. The other units are those of `addDuration`.
 */
export function after(calendar: CompiledCalendar, due: Date, duration: Duration): Deadline {
  if (duration.unit !== 'WORKING_DAY') return addDuration(calendar, due, duration);
  assertCount(duration.n);
  if (!(due.getTime() >= calendar.startsAt)) return beyondCalendar(calendar);
  const at = calendar.days.close[firstFrom(calendar.days.start, due.getTime()) + duration.n - 1];
  return at === undefined ? beyondCalendar(calendar) : deadlineAt(at);
}

function addWorkingDays(calendar: CompiledCalendar, from: number, n: number): Deadline {
  if (!(from >= calendar.startsAt)) return beyondCalendar(calendar);
  // The first close after `from` is that of the day `from` counts for: rest days have none, and today's may be over.
  const close = calendar.days.close[firstAbove(calendar.days.close, from) + n];
  return close === undefined ? beyondCalendar(calendar) : deadlineAt(close);
}

function subtractWorkingDays(calendar: CompiledCalendar, due: number, n: number): Deadline {
  if (!(due <= calendar.endsAt)) return beyondCalendar(calendar);
  const { start, end, close } = calendar.days;
  const begun = firstFrom(start, due);
  const lastEnd = end[begun - 1];
  const dueDay = lastEnd !== undefined && due <= lastEnd ? begun - 1 : begun;
  const at = close[dueDay - n];
  return at === undefined ? beyondCalendar(calendar) : deadlineAt(at);
}

type PlainUnit = Exclude<Duration['unit'], 'WORKING_DAY' | 'WORKING_MINUTE'>;

function shift(calendar: CompiledCalendar, from: Date, n: number, unit: PlainUnit): Deadline {
  switch (unit) {
    case 'DAY':
      return deadlineAt(addDays(new TZDate(from, calendar.timeZone), n).getTime());
    case 'MONTH':
      return deadlineAt(addMonths(new TZDate(from, calendar.timeZone), n).getTime());
    case 'HOUR':
      return deadlineAt(from.getTime() + n * HOUR_MS);
    case 'MINUTE':
      return deadlineAt(from.getTime() + n * MINUTE_MS);
    case 'SECOND':
      return deadlineAt(from.getTime() + n * SECOND_MS);
  }
}

function assertCount(n: number): void {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`Not a duration: ${n}`);
}
