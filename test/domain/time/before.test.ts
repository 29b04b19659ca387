import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { before } from '../../../src/domain/time/add-duration.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import type { DurationUnit } from '../../../src/domain/time/duration.ts';
import { officeCalendar, read, shanghai, workday } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const back = (due: string, n: number, unit: DurationUnit) => read(before(calendar, shanghai(due), { n, unit }));

describe('before in working days', () => {
  it.each([
    ['the close of the day before the due day', '2026-11-10 18:00', 1, '2026-11-09 18:00'],
    ['a due before opening', '2026-11-10 00:00:00.001', 1, '2026-11-09 18:00'],
    ['a due at midnight belongs to the day that ends', '2026-11-10 00:00', 1, '2026-11-06 18:00'],
    ['a due after the close keeps its day', '2026-11-10 23:00', 1, '2026-11-09 18:00'],
    ['over a weekend', '2026-11-09 18:00', 1, '2026-11-06 18:00'],
    ['a due on a Saturday of rest', '2026-11-07 12:00', 1, '2026-11-06 18:00'],
    ['a due on the Sunday after', '2026-11-08 23:00', 1, '2026-11-06 18:00'],
    ['five days before a due after the National Day holidays', '2026-10-10 18:00', 5, '2026-09-28 18:00'],
    ['one day before it', '2026-10-10 18:00', 1, '2026-10-09 18:00'],
    ['onto a make-up Saturday', '2026-10-12 18:00', 1, '2026-10-10 18:00'],
    ['across the end of a year', '2026-01-04 18:00', 1, '2025-12-31 18:00'],
    ['before a due on the last known day', '2026-12-31 18:00', 1, '2026-12-30 18:00'],
    ['before a due at the last known instant', '2027-01-01 00:00', 1, '2026-12-30 18:00'],
    ['before a due in an unknown year', '2027-01-01 00:00:00.001', 1, 'beyond 2026-12-31'],
    ['back to the first known working day', '2025-01-03 18:00', 1, '2025-01-02 18:00'],
    ['one day further', '2025-01-03 18:00', 2, 'beyond 2026-12-31'],
    ['before a due ahead of the calendar', '2024-12-31 10:00', 1, 'beyond 2026-12-31'],
  ])('%s', (_case, due, n, reminder) => {
    expect(back(due, n, 'WORKING_DAY')).toBe(reminder);
  });

  it('counts a day that closes at midnight as the due day', () => {
    const lateShift = [{ from: '16:00', to: '24:00' }];
    const special = compileCalendar(officeCalendar({ days: { '2026-03-04': workday(lateShift) } }));

    expect(read(before(special, shanghai('2026-03-05 00:00'), { n: 1, unit: 'WORKING_DAY' }))).toBe('2026-03-03 18:00');
    expect(read(before(special, shanghai('2026-03-05 18:00'), { n: 1, unit: 'WORKING_DAY' }))).toBe('2026-03-05 00:00');
  });
});

describe('before in other units', () => {
  it.each([
    ['2026-11-09 10:00', 30, 'WORKING_MINUTE', '2026-11-09 09:30'],
    ['2026-11-09 10:00', 60, 'WORKING_MINUTE', '2026-11-09 09:00'],
    ['2026-11-09 10:00', 61, 'WORKING_MINUTE', '2026-11-06 17:59'],
    ['2026-11-09 13:30', 1, 'WORKING_MINUTE', '2026-11-09 11:59'],
    ['2026-11-08 12:00', 1, 'WORKING_MINUTE', '2026-11-06 17:59'],
    ['2025-01-02 09:01', 1, 'WORKING_MINUTE', '2025-01-02 09:00'],
    ['2025-01-02 09:01', 2, 'WORKING_MINUTE', 'beyond 2026-12-31'],
    ['2027-01-04 09:01', 1, 'WORKING_MINUTE', 'beyond 2026-12-31'],
    ['2026-11-01 10:00', 1, 'DAY', '2026-10-31 10:00'],
    ['2026-03-31 10:00', 1, 'MONTH', '2026-02-28 10:00'],
    ['2026-11-01 00:30', 1, 'HOUR', '2026-10-31 23:30'],
    ['2026-11-01 00:30', 31, 'MINUTE', '2026-10-31 23:59'],
    ['2026-11-01 00:00:05', 6, 'SECOND', '2026-10-31 23:59:59'],
  ] as const)('%s less %i %s is %s', (due, n, unit, reminder) => {
    expect(back(due, n, unit)).toBe(reminder);
  });

  it('throws on a length of 0, which would be no reminder', () => {
    expect(() => back('2026-11-09 10:00', 0, 'WORKING_DAY')).toThrow(RangeError);
  });
});
