import { z } from 'zod';

/** Clock time `HH:mm` in the calendar's zone. `24:00` is the end of the day. */
const clockTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** A stretch of work within one day: from inclusive, to exclusive. */
export const spanSchema = z.strictObject({ from: clockTime, to: clockTime });

export const daySchema = z.strictObject({
  kind: z.enum(['HOLIDAY', 'WORKDAY', 'HALF_DAY']),
  /** Own hours of this day; without them a WORKDAY keeps ordinary hours and a HALF_DAY their first span. */
  spans: z.array(spanSchema).min(1).exactOptional(),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).exactOptional(),
});

export const ISO_WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/**
 * The body of a calendar policy: which days and hours are worked. `week` is keyed by ISO weekday (1 = Monday), an empty list is
 * a day of rest; `days` overrides single days. Days outside `knownFrom`…`knownUntil` (both inclusive) are unknown, not workdays.
 */
export const workingCalendarSchema = z.strictObject({
  timeZone: z.string().min(1),
  week: z.record(z.enum(ISO_WEEKDAYS), z.array(spanSchema)),
  days: z.record(z.iso.date(), daySchema),
  knownFrom: z.iso.date(),
  knownUntil: z.iso.date(),
});

export type WorkingCalendar = z.infer<typeof workingCalendarSchema>;
export type Span = z.infer<typeof spanSchema>;
export type CalendarDay = z.infer<typeof daySchema>;
export type IsoWeekday = (typeof ISO_WEEKDAYS)[number];

/** Hours of an ordinary working day: the weekday's own, or those of the first weekday that has any (a make-up Saturday). */
export function ordinarySpans(calendar: WorkingCalendar, weekday: IsoWeekday): readonly Span[] {
  const own = calendar.week[weekday];
  if (own.length > 0) return own;
  return ISO_WEEKDAYS.map((day) => calendar.week[day]).find((spans) => spans.length > 0) ?? [];
}

/** Hours worked on one date, empty on a day of rest. `date` is `YYYY-MM-DD` and falls on `weekday`. */
export function spansOf(calendar: WorkingCalendar, date: string, weekday: IsoWeekday): readonly Span[] {
  const day = calendar.days[date];
  if (!day) return calendar.week[weekday];
  switch (day.kind) {
    case 'HOLIDAY':
      return [];
    case 'WORKDAY':
      return day.spans ?? ordinarySpans(calendar, weekday);
    case 'HALF_DAY':
      return day.spans ?? ordinarySpans(calendar, weekday).slice(0, 1);
  }
}
