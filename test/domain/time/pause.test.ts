import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { pause, remainingSchema, resume } from '../../../src/domain/time/pause.ts';
import { read, shanghai } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('pause', () => {
  it.each([
    ['work left today', '2026-11-09 17:00', '2026-11-09 18:00', HOUR],
    ['no work in the lunch break', '2026-11-09 12:10', '2026-11-09 13:30', 0],
    ['work over a weekend', '2026-11-06 17:59:59.999', '2026-11-09 09:00:00.001', 2],
    ['a whole day before opening', '2026-11-09 08:00', '2026-11-09 18:00', 7.5 * HOUR],
    ['nothing at the due time', '2026-11-09 18:00', '2026-11-09 18:00', 0],
    ['nothing after it', '2026-11-10 09:01', '2026-11-09 18:00', 0],
    ['nothing when it passed in an unknown year', '2027-05-01 09:01', '2026-11-09 18:00', 0],
  ])('keeps the working time left: %s', (_case, now, due, n) => {
    for (const unit of ['WORKING_DAY', 'WORKING_MINUTE'] as const) {
      expect(pause(calendar, unit, shanghai(now), shanghai(due))).toEqual({ unit: 'WORKING_MILLISECOND', n });
    }
  });

  it.each(['DAY', 'HOUR', 'MINUTE', 'SECOND', 'MONTH'] as const)(
    'keeps the plain time left of a %s deadline',
    (unit) => {
      const due = shanghai('2026-11-09 09:00');

      expect(pause(calendar, unit, shanghai('2026-11-07 09:00'), due)).toEqual({ unit: 'MILLISECOND', n: 48 * HOUR });
      expect(pause(calendar, unit, due, due)).toEqual({ unit: 'MILLISECOND', n: 0 });
      expect(pause(calendar, unit, shanghai('2026-11-09 09:01'), due)).toEqual({ unit: 'MILLISECOND', n: 0 });
    },
  );

  it('keeps plain time when the calendar does not know the days up to the due time', () => {
    const now = shanghai('2026-12-31 23:00');

    expect(pause(calendar, 'WORKING_DAY', now, shanghai('2027-01-01 01:00'))).toEqual({
      unit: 'MILLISECOND',
      n: 2 * HOUR,
    });
  });

  it('gives what the schema of stored values accepts', () => {
    const remaining = pause(calendar, 'WORKING_DAY', shanghai('2026-11-09 10:00:00.001'), shanghai('2026-11-11 18:00'));

    expect(remainingSchema.parse(JSON.parse(JSON.stringify(remaining)))).toEqual(remaining);
  });
});

describe('resume', () => {
  it.each([
    ['during work', '2026-11-10 10:00', 90, '2026-11-10 11:30'],
    ['over lunch', '2026-11-10 11:00', 90, '2026-11-10 14:00'],
    ['up to the close', '2026-11-10 17:00', 60, '2026-11-10 18:00'],
    ['past the close', '2026-11-10 17:00', 61, '2026-11-11 09:01'],
    ['on a day of rest', '2026-11-14 10:00', 60, '2026-11-16 10:00'],
    ['with nothing left', '2026-11-14 10:00', 0, '2026-11-14 10:00'],
    ['at the end of the known years', '2026-12-31 17:30', 31, 'beyond 2026-12-31'],
    ['after them', '2027-01-01 10:00', 1, 'beyond 2026-12-31'],
  ])('spends working time left: %s', (_case, now, minutes, due) => {
    const remaining = { unit: 'WORKING_MILLISECOND', n: minutes * MINUTE } as const;

    expect(read(resume(calendar, remaining, shanghai(now)))).toBe(due);
  });

  it('spends plain time left without asking the calendar', () => {
    const remaining = { unit: 'MILLISECOND', n: 90 * MINUTE } as const;

    expect(read(resume(calendar, remaining, shanghai('2027-01-01 23:00')))).toBe('2027-01-02 00:30');
  });

  it('moves a deadline by the working time of the pause: five days were left, five days are left', () => {
    const remaining = pause(calendar, 'WORKING_DAY', shanghai('2026-09-23 18:00'), shanghai('2026-10-08 18:00'));

    expect(read(resume(calendar, remaining, shanghai('2026-10-09 18:00')))).toBe('2026-10-15 18:00');
  });
});
