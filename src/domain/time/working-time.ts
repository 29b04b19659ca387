import type { CompiledCalendar } from './compile-calendar.ts';
import { beyondCalendar, deadlineAt, type Deadline } from './deadline.ts';
import { firstAbove, firstFrom } from './sorted.ts';

const MINUTE_MS = 60_000;

/**
 * Minutes of work between two instants, 0 when `to` is not after `from`; exact to the millisecond, so it may have a fraction.
 * Undefined when the calendar does not know the whole stretch.
 */
export function workingMinutesBetween(calendar: CompiledCalendar, from: Date, to: Date): number | undefined {
  const milliseconds = workingMillisecondsBetween(calendar, from, to);
  return milliseconds === undefined ? undefined : milliseconds / MINUTE_MS;
}

/** The first instant by which `minutes` of work have passed since `from`; `from` itself for 0. */
export function addWorkingMinutes(calendar: CompiledCalendar, from: Date, minutes: number): Deadline {
  return addWorkingMilliseconds(calendar, from, Math.round(minutes * MINUTE_MS));
}

export function workingMillisecondsBetween(calendar: CompiledCalendar, from: Date, to: Date): number | undefined {
  if (to.getTime() <= from.getTime()) return 0;
  const begin = workedUntil(calendar, from.getTime());
  const end = workedUntil(calendar, to.getTime());
  return begin === undefined || end === undefined ? undefined : end - begin;
}

export function addWorkingMilliseconds(calendar: CompiledCalendar, from: Date, milliseconds: number): Deadline {
  assertAmount(milliseconds);
  if (milliseconds === 0) return deadlineAt(from.getTime());
  const begin = workedUntil(calendar, from.getTime());
  if (begin === undefined) return beyondCalendar(calendar);
  return instantAt(calendar, firstFrom(calendar.spans.worked, begin + milliseconds), begin + milliseconds);
}

/** The last instant from which `minutes` of work are still to pass before `due`; `due` itself for 0. */
export function subtractWorkingMinutes(calendar: CompiledCalendar, due: Date, minutes: number): Deadline {
  return subtractWorkingMilliseconds(calendar, due, Math.round(minutes * MINUTE_MS));
}

export function subtractWorkingMilliseconds(calendar: CompiledCalendar, due: Date, milliseconds: number): Deadline {
  assertAmount(milliseconds);
  if (milliseconds === 0) return deadlineAt(due.getTime());
  const end = workedUntil(calendar, due.getTime());
  if (end === undefined || end < milliseconds) return beyondCalendar(calendar);
  return instantAt(calendar, firstAbove(calendar.spans.worked, end - milliseconds), end - milliseconds);
}

/** The instant inside span `index` at which `worked` milliseconds of work have passed since the calendar begins. */
function instantAt(calendar: CompiledCalendar, index: number, worked: number): Deadline {
  const end = calendar.spans.end[index];
  const workedAtEnd = calendar.spans.worked[index];
  if (end === undefined || workedAtEnd === undefined) return beyondCalendar(calendar);
  return deadlineAt(end - (workedAtEnd - worked));
}

function workedUntil({ spans, startsAt, endsAt }: CompiledCalendar, at: number): number | undefined {
  if (!(at >= startsAt && at <= endsAt)) return undefined;
  const index = firstAbove(spans.end, at);
  const before = spans.worked[index - 1] ?? 0;
  const start = spans.start[index];
  return start === undefined || at <= start ? before : before + (at - start);
}

function assertAmount(milliseconds: number): void {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
    throw new RangeError(`Not an amount of working time: ${milliseconds} ms`);
  }
}
