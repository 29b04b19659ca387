import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { addDuration } from '../../../src/domain/time/add-duration.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import type { DurationUnit } from '../../../src/domain/time/duration.ts';
import { AFTERNOON, officeCalendar, read, shanghai, workday } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const add = (from: string, n: number, unit: DurationUnit) => read(addDuration(calendar, shanghai(from), { n, unit }));

describe('addDuration in working days', () => {
  it.each([
    // Wednesday 2026-09-30 is followed by seven days off; Saturday 2026-10-10 is worked.
    ['before opening counts for the same day', '2026-09-30 00:00', 3, '2026-10-10 18:00'],
    ['one millisecond before opening', '2026-09-30 08:59:59.999', 3, '2026-10-10 18:00'],
    ['at the opening', '2026-09-30 09:00', 3, '2026-10-10 18:00'],
    ['during work', '2026-09-30 10:17:31', 3, '2026-10-10 18:00'],
    ['at the start of the lunch break', '2026-09-30 12:00', 3, '2026-10-10 18:00'],
    ['inside the lunch break', '2026-09-30 12:45', 3, '2026-10-10 18:00'],
    ['at the end of the lunch break', '2026-09-30 13:30', 3, '2026-10-10 18:00'],
    ['one millisecond before the close', '2026-09-30 17:59:59.999', 3, '2026-10-10 18:00'],
    ['at the close it counts as the next working day', '2026-09-30 18:00', 3, '2026-10-12 18:00'],
    ['after the close', '2026-09-30 23:59:59.999', 3, '2026-10-12 18:00'],
    ['on the first day of rest', '2026-10-01 00:00', 3, '2026-10-12 18:00'],
    ['on the last day of rest', '2026-10-07 23:59:59.999', 3, '2026-10-12 18:00'],
    ['on the first working day after it', '2026-10-08 00:00', 3, '2026-10-12 18:00'],
    ['on a make-up Saturday', '2026-10-10 17:59', 1, '2026-10-12 18:00'],
    ['after the close of a make-up Saturday', '2026-10-10 18:00', 1, '2026-10-13 18:00'],
    ['on the Sunday after it', '2026-10-11 12:00', 1, '2026-10-13 18:00'],
    ['on a plain Friday', '2026-11-06 10:00', 1, '2026-11-09 18:00'],
    ['on a plain Saturday', '2026-11-07 10:00', 1, '2026-11-10 18:00'],
    ['into a make-up Saturday', '2026-02-13 10:00', 1, '2026-02-14 18:00'],
    ['across the Spring Festival', '2026-02-14 10:00', 1, '2026-02-24 18:00'],
    ['across the end of a year', '2025-12-31 10:00', 1, '2026-01-04 18:00'],
    ['ten days, as a supplement is owed', '2026-09-15 10:00', 10, '2026-09-29 18:00'],
  ])('%s', (_case, from, n, due) => {
    expect(add(from, n, 'WORKING_DAY')).toBe(due);
  });

  it.each([
    ['the last known day can be a deadline', '2026-12-30 17:59:59.999', 1, '2026-12-31 18:00'],
    ['the day after it cannot', '2026-12-30 18:00', 1, 'beyond 2026-12-31'],
    ['nor can one day too many', '2026-12-30 10:00', 2, 'beyond 2026-12-31'],
    ['after the last known close', '2026-12-31 18:00', 1, 'beyond 2026-12-31'],
    ['in an unknown year', '2027-03-01 10:00', 1, 'beyond 2026-12-31'],
    ['at the first known instant, a day of rest', '2025-01-01 00:00', 1, '2025-01-03 18:00'],
    ['before the first known instant', '2024-12-31 23:59:59.999', 1, 'beyond 2026-12-31'],
    ['more days than the calendar has', '2025-01-02 10:00', 100_000, 'beyond 2026-12-31'],
  ])('knows its limits: %s', (_case, from, n, due) => {
    expect(add(from, n, 'WORKING_DAY')).toBe(due);
  });

  const special = compileCalendar(
    officeCalendar({
      days: {
        '2026-03-03': { kind: 'HALF_DAY' },
        '2026-03-04': { kind: 'HALF_DAY', spans: [AFTERNOON] },
        '2026-03-05': workday([{ from: '20:00', to: '24:00' }]),
      },
    }),
  );

  it.each([
    ['ends at the close of a half day', '2026-03-02 10:00', 1, '2026-03-03 12:00'],
    ['before the close of a half day', '2026-03-03 11:59:59.999', 1, '2026-03-04 18:00'],
    ['at the close of a half day', '2026-03-03 12:00', 1, '2026-03-06 00:00'],
    ['in the free morning of a half day', '2026-03-04 08:00', 1, '2026-03-06 00:00'],
    ['a day that closes at midnight', '2026-03-05 23:59:59.999', 1, '2026-03-06 18:00'],
    ['midnight, when that day has closed', '2026-03-06 00:00', 1, '2026-03-09 18:00'],
  ])('respects special hours: %s', (_case, from, n, due) => {
    expect(read(addDuration(special, shanghai(from), { n, unit: 'WORKING_DAY' }))).toBe(due);
  });
});

describe('addDuration in working minutes', () => {
  it.each([
    ['inside one span', '2026-11-09 09:00', 60, '2026-11-09 10:00'],
    ['up to lunch, not to the end of lunch', '2026-11-09 09:00', 180, '2026-11-09 12:00'],
    ['one minute into the afternoon', '2026-11-09 09:00', 181, '2026-11-09 13:31'],
    ['from inside the lunch break', '2026-11-09 12:45', 1, '2026-11-09 13:31'],
    ['up to the close, not to the next opening', '2026-11-09 17:00', 60, '2026-11-09 18:00'],
    ['one minute into the next day', '2026-11-09 17:00', 61, '2026-11-10 09:01'],
    ['before opening', '2026-11-09 03:00', 1, '2026-11-09 09:01'],
    ['at the close', '2026-11-09 18:00', 1, '2026-11-10 09:01'],
    ['keeps seconds', '2026-11-09 11:59:30.500', 1, '2026-11-09 13:30:30.500'],
    ['over a weekend', '2026-11-06 17:59', 2, '2026-11-09 09:01'],
    ['into a make-up Saturday', '2026-10-09 17:59', 2, '2026-10-10 09:01'],
    ['a whole day', '2026-11-09 09:00', 450, '2026-11-09 18:00'],
    ['up to the last known close', '2026-12-31 17:59', 1, '2026-12-31 18:00'],
    ['one minute past it', '2026-12-31 17:59', 2, 'beyond 2026-12-31'],
    ['from before the calendar', '2024-12-31 12:00', 1, 'beyond 2026-12-31'],
    ['from after the calendar', '2027-01-01 00:00:00.001', 1, 'beyond 2026-12-31'],
  ])('%s', (_case, from, n, due) => {
    expect(add(from, n, 'WORKING_MINUTE')).toBe(due);
  });
});

describe('addDuration in plain time', () => {
  it.each([
    ['2026-10-01 23:30:10', 1, 'SECOND', '2026-10-01 23:30:11'],
    ['2026-10-01 23:30', 45, 'MINUTE', '2026-10-02 00:15'],
    ['2026-10-01 23:30', 25, 'HOUR', '2026-10-03 00:30'],
    ['2026-10-01 23:30', 30, 'DAY', '2026-10-31 23:30'],
    ['2026-08-31 10:00', 6, 'MONTH', '2027-02-28 10:00'],
    ['2027-08-31 10:00', 6, 'MONTH', '2028-02-29 10:00'],
    ['2026-10-01 00:30', 1, 'MONTH', '2026-11-01 00:30'],
    ['2030-05-01 10:00', 1, 'DAY', '2030-05-02 10:00'],
  ] as const)('%s plus %i %s is %s, on days of rest and in unknown years too', (from, n, unit, due) => {
    expect(add(from, n, unit)).toBe(due);
  });

  it('keeps the time of day when the clocks change, and plain hours do not', () => {
    const newYork = compileCalendar(officeCalendar({ timeZone: 'America/New_York' }));
    const from = new Date('2026-03-07T12:00:00-05:00');

    expect(addDuration(newYork, from, { n: 1, unit: 'DAY' })).toEqual({
      kind: 'AT',
      at: new Date('2026-03-08T12:00:00-04:00'),
    });
    expect(addDuration(newYork, from, { n: 24, unit: 'HOUR' })).toEqual({
      kind: 'AT',
      at: new Date('2026-03-08T13:00:00-04:00'),
    });
    expect(addDuration(newYork, from, { n: 1, unit: 'MONTH' })).toEqual({
      kind: 'AT',
      at: new Date('2026-04-07T12:00:00-04:00'),
    });
  });
});

describe('addDuration', () => {
  it.each([0, -1, 1.5, Number.NaN])('throws on a length of %d', (n) => {
    expect(() => addDuration(calendar, shanghai('2026-11-09 09:00'), { n, unit: 'WORKING_DAY' })).toThrow(RangeError);
  });

  it.each(['DAY', 'HOUR', 'MONTH'] as const)('throws on an invalid date in %s', (unit) => {
    expect(() => addDuration(calendar, new Date(Number.NaN), { n: 1, unit })).toThrow(RangeError);
  });

  it('leaves the given date as it was', () => {
    const from = shanghai('2026-11-09 09:00');

    addDuration(calendar, from, { n: 1, unit: 'MONTH' });

    expect(from).toEqual(shanghai('2026-11-09 09:00'));
  });
});
