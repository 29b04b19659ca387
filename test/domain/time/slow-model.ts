import type { WorkingCalendar } from '../../../src/domain/time/working-calendar.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
/** Shanghai is eight hours ahead and does not change its clocks. */
const OFFSET_MINUTES = 8 * 60;

/** `00:00` to `23:59`. */
const CLOCK = Array.from(
  { length: DAY_MINUTES },
  (_, minute) => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`,
);

/**
 * Reads a calendar the way a person would: minute by minute through the days, with no index and none of the product's code.
 * Instants are minutes since 1970 UTC; results are undefined where the calendar ends.
 */
export class SlowModel {
  readonly first: number;
  /** The minute after the last known one. */
  readonly limit: number;
  /** One entry per minute from `first`. */
  readonly #worked: boolean[] = [];

  constructor(calendar: WorkingCalendar) {
    this.first = midnightOf(calendar.knownFrom);
    this.limit = midnightOf(calendar.knownUntil) + DAY_MINUTES;
    for (let midnight = this.first; midnight < this.limit; midnight += DAY_MINUTES) {
      const hours = hoursOf(calendar, new Date((midnight + OFFSET_MINUTES) * MINUTE));
      for (const time of CLOCK) this.#worked.push(hours.some(({ from, to }) => from <= time && time < to));
    }
  }

  isWorked(minute: number): boolean {
    return this.#worked[minute - this.first] ?? false;
  }

  addWorkingDays(from: number, n: number): number | undefined {
    if (from < this.first) return undefined;
    let left = n;
    let counted = false;
    for (let midnight = this.#midnightBefore(from); midnight < this.limit; midnight += DAY_MINUTES) {
      const close = this.#closeOf(midnight);
      if (close === undefined || (!counted && close <= from)) continue;
      if (counted) left -= 1;
      counted = true;
      if (left === 0) return close;
    }
    return undefined;
  }

  subtractWorkingDays(due: number, n: number): number | undefined {
    if (due > this.limit) return undefined;
    let left = n;
    for (let midnight = this.#midnightBefore(due - 1) - DAY_MINUTES; midnight >= this.first; midnight -= DAY_MINUTES) {
      const close = this.#closeOf(midnight);
      if (close === undefined) continue;
      left -= 1;
      if (left === 0) return close;
    }
    return undefined;
  }

  addWorkingMinutes(from: number, n: number): number | undefined {
    if (from < this.first) return undefined;
    let left = n;
    for (let minute = from; minute < this.limit; minute += 1) {
      if (this.isWorked(minute)) left -= 1;
      if (left === 0) return minute + 1;
    }
    return undefined;
  }

  subtractWorkingMinutes(due: number, n: number): number | undefined {
    if (due > this.limit) return undefined;
    let left = n;
    for (let minute = due - 1; minute >= this.first; minute -= 1) {
      if (this.isWorked(minute)) left -= 1;
      if (left === 0) return minute;
    }
    return undefined;
  }

  workingMinutesBetween(from: number, to: number): number {
    let count = 0;
    for (let minute = from; minute < to; minute += 1) if (this.isWorked(minute)) count += 1;
    return count;
  }

  #midnightBefore(minute: number): number {
    return Math.floor((minute + OFFSET_MINUTES) / DAY_MINUTES) * DAY_MINUTES - OFFSET_MINUTES;
  }

  #closeOf(midnight: number): number | undefined {
    for (let minute = midnight + DAY_MINUTES - 1; minute >= midnight; minute -= 1) {
      if (this.isWorked(minute)) return minute + 1;
    }
    return undefined;
  }
}

/** `midnight` names the day in UTC, whatever the zone. */
function hoursOf({ days, week }: WorkingCalendar, midnight: Date): readonly { from: string; to: string }[] {
  const sundayFirst = [week['7'], week['1'], week['2'], week['3'], week['4'], week['5'], week['6']];
  const own = sundayFirst[midnight.getUTCDay()] ?? [];
  const override = days[midnight.toISOString().slice(0, 10)];
  if (!override) return own;
  if (override.kind === 'HOLIDAY') return [];
  if (override.spans) return override.spans;
  const ordinary = own.length > 0 ? own : (Object.values(week).find((spans) => spans.length > 0) ?? []);
  return override.kind === 'HALF_DAY' ? ordinary.slice(0, 1) : ordinary;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function midnightOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / MINUTE - OFFSET_MINUTES;
}
