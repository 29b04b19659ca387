import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import {
  addWorkingMinutes,
  subtractWorkingMinutes,
  workingMinutesBetween,
} from '../../../src/domain/time/working-time.ts';
import { read, shanghai } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);

describe('workingMinutesBetween', () => {
  it.each([
    ['nothing between equal instants', '2026-11-09 10:00', '2026-11-09 10:00', 0],
    ['nothing backwards', '2026-11-09 11:00', '2026-11-09 10:00', 0],
    ['inside a span', '2026-11-09 10:00', '2026-11-09 11:30', 90],
    ['over lunch', '2026-11-09 11:00', '2026-11-09 14:00', 90],
    ['inside lunch', '2026-11-09 12:00', '2026-11-09 13:30', 0],
    ['over night', '2026-11-09 17:30', '2026-11-10 09:30', 60],
    ['over a weekend', '2026-11-06 17:30', '2026-11-09 09:30', 60],
    ['over a weekend that is half worked', '2026-10-09 17:30', '2026-10-12 09:30', 510],
    ['parts of a minute', '2026-11-09 10:00', '2026-11-09 10:00:30', 0.5],
    ['the whole known time', '2025-01-01 00:00', '2027-01-01 00:00', 496 * 450],
    ['from just before the calendar', '2024-12-31 23:59:59.999', '2025-01-02 10:00', undefined],
    ['to just after the calendar', '2026-12-31 10:00', '2027-01-01 00:00:00.001', undefined],
  ])('counts %s', (_case, from, to, minutes) => {
    expect(workingMinutesBetween(calendar, shanghai(from), shanghai(to))).toBe(minutes);
  });
});

describe('addWorkingMinutes and subtractWorkingMinutes', () => {
  const rest = shanghai('2026-11-07 12:00');

  it('change nothing for 0 minutes, on a day of rest and in unknown years too', () => {
    expect(addWorkingMinutes(calendar, rest, 0)).toEqual({ kind: 'AT', at: rest });
    expect(subtractWorkingMinutes(calendar, rest, 0)).toEqual({ kind: 'AT', at: rest });
    expect(read(addWorkingMinutes(calendar, shanghai('2030-01-01 10:00'), 0))).toBe('2030-01-01 10:00');
  });

  it('take parts of a minute', () => {
    expect(read(addWorkingMinutes(calendar, rest, 0.25))).toBe('2026-11-09 09:00:15');
    expect(read(subtractWorkingMinutes(calendar, rest, 0.25))).toBe('2026-11-06 17:59:45');
  });

  it.each([-1, Number.NaN, Infinity])('throw on %d minutes', (minutes) => {
    expect(() => addWorkingMinutes(calendar, rest, minutes)).toThrow(RangeError);
    expect(() => subtractWorkingMinutes(calendar, rest, minutes)).toThrow(RangeError);
  });
});
