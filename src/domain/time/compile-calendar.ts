import { TZDate } from '@date-fns/tz';
import { dateOf, dayNumber, isoWeekdayOf } from './calendar-date.ts';
import { checkCalendar } from './check-calendar.ts';
import { spansOf, type WorkingCalendar } from './working-calendar.ts';

/** A calendar turned into sorted instants, so that a deadline is one binary search. All instants are epoch milliseconds. */
export interface CompiledCalendar {
  readonly timeZone: string;
  readonly knownUntil: string;
  /** Midnight that begins `knownFrom`. */
  readonly startsAt: number;
  /** Midnight that ends `knownUntil`. */
  readonly endsAt: number;
  /** One entry per working day: its midnights, and the end of its last span. */
  readonly days: {
    readonly start: readonly number[];
    readonly end: readonly number[];
    readonly close: readonly number[];
  };
  /** One entry per span of work; `worked` is the working time from `startsAt` to the span's end, in milliseconds. */
  readonly spans: {
    readonly start: readonly number[];
    readonly end: readonly number[];
    readonly worked: readonly number[];
  };
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Costs tens of milliseconds for two years: compile once per calendar version and keep the result.
 * Throws RangeError for a body with errors of `checkCalendar`: the caller must not use it at all.
 */
export function compileCalendar(calendar: WorkingCalendar): CompiledCalendar {
  const errors = checkCalendar(calendar).filter(({ level }) => level === 'ERROR');
  if (errors.length > 0) throw new RangeError(`Unusable calendar: ${errors.map(({ code }) => code).join(', ')}`);

  const days = { start: [] as number[], end: [] as number[], close: [] as number[] };
  const spans = { start: [] as number[], end: [] as number[], worked: [] as number[] };
  const lastDay = dayNumber(calendar.knownUntil);
  const startsAt = instantOf(calendar, calendar.knownFrom, 0);
  let midnight = startsAt;
  let worked = 0;
  for (let day = dayNumber(calendar.knownFrom); day <= lastDay; day += 1) {
    const date = dateOf(day);
    const nextMidnight = instantOf(calendar, dateOf(day + 1), 0);
    const plainDay = nextMidnight - midnight === DAY_MS;
    // A day on which the clocks change is rare; only there does each time of day need the zone's rules.
    const at = (time: string): number =>
      plainDay ? midnight + minutesOf(time) * MINUTE_MS : instantOf(calendar, date, minutesOf(time));

    let close: number | undefined;
    for (const { from, to } of spansOf(calendar, date, isoWeekdayOf(date))) {
      const start = at(from);
      close = at(to);
      worked += close - start;
      spans.start.push(start);
      spans.end.push(close);
      spans.worked.push(worked);
    }
    if (close !== undefined) {
      days.start.push(midnight);
      days.end.push(nextMidnight);
      days.close.push(close);
    }
    midnight = nextMidnight;
  }
  return { timeZone: calendar.timeZone, knownUntil: calendar.knownUntil, startsAt, endsAt: midnight, days, spans };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function instantOf({ timeZone }: WorkingCalendar, date: string, minutes: number): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new TZDate(year, month - 1, day, 0, minutes, timeZone).getTime();
}
