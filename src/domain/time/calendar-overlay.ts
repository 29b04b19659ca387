import { z } from 'zod';
import { checkCalendar, type CalendarIssue } from './check-calendar.ts';
import { daySchema, ISO_WEEKDAYS, spanSchema, type WorkingCalendar } from './working-calendar.ts';

/** Key of the calendar that every other one lies over: whose time zone and known years all follow. */
export const CALENDAR_KEY = 'CN';

/**
 * The body of a unit's own calendar policy: only what differs from the calendar above it. A weekday or a day it names is taken
 * from here as a whole, with its hours; `{}` takes an earlier version of it back.
 */
export const calendarOverlaySchema = z.strictObject({
  week: z.partialRecord(z.enum(ISO_WEEKDAYS), z.array(spanSchema)).default({}),
  days: z.record(z.iso.date(), daySchema).default({}),
});
export type CalendarOverlay = z.infer<typeof calendarOverlaySchema>;

/** Days that the calendar below does not know stay unknown, whatever the overlay says of them. */
export function overlaid(calendar: WorkingCalendar, overlay: CalendarOverlay): WorkingCalendar {
  const known = Object.entries(overlay.days).filter(
    ([date]) => date >= calendar.knownFrom && date <= calendar.knownUntil,
  );
  return {
    ...calendar,
    week: { ...calendar.week, ...overlay.week },
    days: { ...calendar.days, ...Object.fromEntries(known) },
  };
}

/** What an overlay adds to the faults of the calendar it lies over. */
export function checkOverlay(calendar: WorkingCalendar, overlay: CalendarOverlay): readonly CalendarIssue[] {
  const nameOf = ({ code, path }: CalendarIssue) => [code, ...path].join('.');
  const below = new Set(checkCalendar(calendar).map(nameOf));
  const outside = Object.keys(overlay.days)
    .filter((date) => date < calendar.knownFrom || date > calendar.knownUntil)
    .map((date): CalendarIssue => ({ level: 'WARNING', code: 'DAY_OUTSIDE_KNOWN', path: ['days', date] }));
  const own = checkCalendar(overlaid(calendar, overlay)).filter((issue) => !below.has(nameOf(issue)));
  return [...own, ...outside];
}
