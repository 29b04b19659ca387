import { ISO_WEEKDAYS, type IsoWeekday } from './working-calendar.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A calendar date without a zone, as the number of its day since 1970-01-01. `date` is `YYYY-MM-DD`. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The inverse of `dayNumber`. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function isoWeekdayOf(date: string): IsoWeekday {
  // 1970-01-01 was a Thursday, the fourth day of the ISO week.
  const index = (((dayNumber(date) + 3) % 7) + 7) % 7;
  const weekday = ISO_WEEKDAYS[index];
  if (!weekday) throw new RangeError(`Not a date: ${date}`);
  return weekday;
}
