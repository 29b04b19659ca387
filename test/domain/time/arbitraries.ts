import fc from 'fast-check';
import type { CalendarDay, Span, WorkingCalendar } from '../../../src/domain/time/working-calendar.ts';

/** Twelve days over a change of year, few enough to be walked minute by minute. */
const DATES = [
  ...['2026-12-26', '2026-12-27', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'],
  ...['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04', '2027-01-05', '2027-01-06'],
];
const FIRST_MINUTE = Date.parse('2026-12-26T00:00:00+08:00') / 60_000;
const MINUTES = DATES.length * 24 * 60;

/** Up to three spans on half hours, some of them touching, some up to 24:00. */
const spans: fc.Arbitrary<Span[]> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2, maxLength: 6 }), fc.boolean())
  .map(([points, touching]) => {
    const sorted = points.sort((a, b) => a - b);
    const step = touching ? 1 : 2;
    const result: Span[] = [];
    for (let index = 0; index + 1 < sorted.length; index += step) {
      result.push({ from: clock(sorted[index] ?? 0), to: clock(sorted[index + 1] ?? 0) });
    }
    return result;
  });

const weekday = fc.oneof({ weight: 1, arbitrary: fc.constant<Span[]>([]) }, { weight: 2, arbitrary: spans });

const day: fc.Arbitrary<CalendarDay> = fc.oneof(
  fc.constant<CalendarDay>({ kind: 'HOLIDAY' }),
  fc.constant<CalendarDay>({ kind: 'WORKDAY' }),
  fc.constant<CalendarDay>({ kind: 'HALF_DAY' }),
  spans.map((own): CalendarDay => ({ kind: 'WORKDAY', spans: own })),
  spans.map((own): CalendarDay => ({ kind: 'HALF_DAY', spans: own })),
);

export const smallCalendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  timeZone: fc.constant('Asia/Shanghai'),
  week: fc.record({ '1': spans, '2': weekday, '3': weekday, '4': weekday, '5': weekday, '6': weekday, '7': weekday }),
  days: fc.dictionary(fc.constantFrom(...DATES), day, { maxKeys: 5, noNullPrototype: true }),
  knownFrom: fc.constant('2026-12-26'),
  knownUntil: fc.constant('2027-01-06'),
});

/** Minutes since 1970 around and inside the known days, most of them at or beside a half hour. */
export const someMinute: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -60, max: MINUTES + 60 }).map((offset) => FIRST_MINUTE + offset),
  fc
    .tuple(fc.integer({ min: 0, max: MINUTES / 30 }), fc.integer({ min: -1, max: 1 }))
    .map(([halfHours, aside]) => FIRST_MINUTE + halfHours * 30 + aside),
);

export function instant(minute: number, milliseconds = 0): Date {
  return new Date(minute * 60_000 + milliseconds);
}

function clock(halfHours: number): string {
  return `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 === 0 ? '00' : '30'}`;
}
