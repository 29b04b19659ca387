import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { deadlineOf, stop, type Clock } from '../../../src/domain/time/clock.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { DURATION_UNITS } from '../../../src/domain/time/duration.ts';
import { workingMinutesBetween } from '../../../src/domain/time/working-time.ts';
import { read, shanghai } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const days = (from: string, n: number): Clock => ({ from: shanghai(from), length: { n, unit: 'WORKING_DAY' } });
const HOUR = 3_600_000;

describe('a clock', () => {
  it('gives the deadline of its duration, and of what was left of one', () => {
    expect(read(deadlineOf(calendar, days('2026-11-09 10:00', 2)))).toBe('2026-11-11 18:00');
    const left = (n: number, unit: 'WORKING_MILLISECOND' | 'MILLISECOND'): Clock => ({
      from: shanghai('2026-11-09 17:00'),
      length: { n, unit },
    });
    expect(read(deadlineOf(calendar, left(2 * HOUR, 'WORKING_MILLISECOND')))).toBe('2026-11-10 10:00');
    expect(read(deadlineOf(calendar, left(2 * HOUR, 'MILLISECOND')))).toBe('2026-11-09 19:00');
    expect(read(deadlineOf(calendar, left(-HOUR, 'WORKING_MILLISECOND')))).toBe('2026-11-09 16:00');
    expect(read(deadlineOf(calendar, left(-HOUR, 'MILLISECOND')))).toBe('2026-11-09 16:00');
  });

  it('keeps by how much a deadline is past', () => {
    const clock = days('2026-11-09 10:00', 1);
    const due = shanghai('2026-11-10 18:00');
    expect(stop(calendar, clock, due, shanghai('2026-11-11 10:00'))).toEqual({
      unit: 'WORKING_MILLISECOND',
      n: -HOUR,
    });
    expect(stop(calendar, clock, due, due)).toEqual({ unit: 'WORKING_MILLISECOND', n: 0 });
  });

  it('beyond the known years keeps what is left of its work, and working days from the beginning', () => {
    const now = shanghai('2026-12-31 10:00');
    expect(stop(calendar, days('2026-12-30 10:00', 5), null, now)).toEqual({ n: 5, unit: 'WORKING_DAY' });
    const work: Clock = { from: shanghai('2026-12-31 09:00'), length: { n: 6000, unit: 'WORKING_MINUTE' } };
    expect(stop(calendar, work, null, now)).toEqual({ unit: 'WORKING_MILLISECOND', n: 99 * HOUR });
  });

  it('stopped and started at once has the same deadline', () => {
    const inYear = fc.integer({
      min: shanghai('2025-02-01 00:00').getTime(),
      max: shanghai('2026-10-01 00:00').getTime(),
    });
    fc.assert(
      fc.property(
        inYear,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(...DURATION_UNITS.filter((unit) => unit !== 'MONTH')),
        fc.integer({ min: -30 * 24 * 60, max: 30 * 24 * 60 }),
        (from, n, unit, minutes) => {
          const clock: Clock = { from: new Date(from), length: { n, unit } };
          const due = deadlineOf(calendar, clock);
          fc.pre(due.kind === 'AT');
          const now = new Date(due.at.getTime() + minutes * 60_000);
          const again = deadlineOf(calendar, { from: now, length: stop(calendar, clock, due.at, now) });
          fc.pre(again.kind === 'AT');
          // As many minutes of work away; where none lie between, nobody could tell the two apart.
          if (unit.startsWith('WORKING_')) {
            const [early, late] = again.at < due.at ? [again.at, due.at] : [due.at, again.at];
            expect(workingMinutesBetween(calendar, early, late)).toBe(0);
          } else expect(again).toEqual(due);
        },
      ),
    );
  });
});
