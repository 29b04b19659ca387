import { isoWeekdayOf } from './calendar-date.ts';
import { ISO_WEEKDAYS, ordinarySpans, type Span, type WorkingCalendar } from './working-calendar.ts';

export type CalendarIssueCode =
  | 'TIME_ZONE_UNKNOWN'
  | 'KNOWN_RANGE_INVERTED'
  | 'KNOWN_RANGE_TOO_LONG'
  | 'SPAN_INVERTED'
  | 'SPANS_OVERLAP'
  | 'DAY_OUTSIDE_KNOWN'
  | 'HOLIDAY_WITH_SPANS'
  | 'NO_WORKING_HOURS'
  | 'YEAR_WITHOUT_HOLIDAYS';

/** `path` leads to the place in the body, for example `['days', '2026-02-14', 'spans', '1']`. */
export interface CalendarIssue {
  readonly level: 'ERROR' | 'WARNING';
  readonly code: CalendarIssueCode;
  readonly path: readonly string[];
}

/** A slip such as 2206 for 2026 would otherwise be compiled day by day. */
const LONGEST_RANGE_YEARS = 50;

/** What the shape alone cannot say about a calendar. Errors forbid its use; warnings are shown before it is published. */
export function checkCalendar(calendar: WorkingCalendar): readonly CalendarIssue[] {
  return [...checkRange(calendar), ...checkWeek(calendar), ...checkDays(calendar), ...checkYears(calendar)];
}

function* checkRange({ timeZone, knownFrom, knownUntil }: WorkingCalendar): Generator<CalendarIssue> {
  if (!isTimeZone(timeZone)) yield error('TIME_ZONE_UNKNOWN', 'timeZone');
  if (knownFrom > knownUntil) yield error('KNOWN_RANGE_INVERTED', 'knownUntil');
  if (yearOf(knownUntil) - yearOf(knownFrom) > LONGEST_RANGE_YEARS) yield error('KNOWN_RANGE_TOO_LONG', 'knownUntil');
}

function* checkWeek({ week }: WorkingCalendar): Generator<CalendarIssue> {
  for (const weekday of ISO_WEEKDAYS) yield* checkSpans(week[weekday], 'week', weekday);
  if (ISO_WEEKDAYS.every((weekday) => week[weekday].length === 0)) yield error('NO_WORKING_HOURS', 'week');
}

function* checkDays(calendar: WorkingCalendar): Generator<CalendarIssue> {
  for (const [date, { kind, spans }] of Object.entries(calendar.days)) {
    if (date < calendar.knownFrom || date > calendar.knownUntil) yield error('DAY_OUTSIDE_KNOWN', 'days', date);
    if (kind === 'HOLIDAY' && spans) yield error('HOLIDAY_WITH_SPANS', 'days', date);
    if (kind !== 'HOLIDAY' && !spans && ordinarySpans(calendar, isoWeekdayOf(date)).length === 0) {
      yield error('NO_WORKING_HOURS', 'days', date);
    }
    if (spans) yield* checkSpans(spans, 'days', date, 'spans');
  }
}

/** A year that was declared known before its holidays were entered would give plausible, wrong deadlines. */
function* checkYears({ days, knownFrom, knownUntil }: WorkingCalendar): Generator<CalendarIssue> {
  const holidays = Object.entries(days).filter(([, { kind }]) => kind === 'HOLIDAY');
  const years = new Set(holidays.map(([date]) => yearOf(date)));
  for (let year = yearOf(knownFrom); year <= yearOf(knownUntil); year += 1) {
    if (!years.has(year)) yield { level: 'WARNING', code: 'YEAR_WITHOUT_HOLIDAYS', path: ['days', String(year)] };
  }
}

function* checkSpans(spans: readonly Span[], ...path: string[]): Generator<CalendarIssue> {
  for (const [index, span] of spans.entries()) {
    if (span.from >= span.to) yield error('SPAN_INVERTED', ...path, String(index));
    const previous = spans[index - 1];
    if (previous && span.from < previous.to) yield error('SPANS_OVERLAP', ...path, String(index));
  }
}

function error(code: CalendarIssueCode, ...path: string[]): CalendarIssue {
  return { level: 'ERROR', code, path };
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
