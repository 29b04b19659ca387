import { describe, expect, it } from '@jest/globals';
import type { Clock, Length } from '../../../src/domain/time/clock.ts';
import { stop } from '../../../src/domain/time/clock.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { startByOf } from '../../../src/domain/time/replan.ts';
import { officeCalendar, shanghai } from './calendars.ts';

const calendar = compileCalendar(officeCalendar());
const HOUR_MS = 3_600_000;
const clock = (unit: Length['unit'], from = '2026-11-09 17:30'): Clock => ({
  from: shanghai(from),
  length: { n: 8 * HOUR_MS, unit },
});
const nextDay = { n: 1, unit: 'WORKING_DAY' } as const;
const planned = shanghai('2026-11-20 12:00');

describe('when the work is to begin', () => {
  it.each(['MILLISECOND', 'WORKING_MILLISECOND'] as const)(
    'stays where a pause was that kept no rest in %s',
    (unit) => {
      expect(startByOf(calendar, clock(unit), { startBy: nextDay }, { startLeft: null, startBy: planned })).toBe(
        planned,
      );
    },
  );

  it('stays where the rule says nothing of it any more', () => {
    const task = { startLeft: null, startBy: planned };
    expect(startByOf(calendar, clock('WORKING_DAY'), { startBy: undefined }, task)).toBe(planned);
  });

  it('is as far from the beginning as the rule says', () => {
    const task = { startLeft: null, startBy: planned };
    const at = startByOf(calendar, clock('WORKING_DAY'), { startBy: nextDay }, task);
    expect(at).toEqual(shanghai('2026-11-10 18:00'));
  });

  it('spends what a pause has left of it in work where the deadline counts work', () => {
    const task = { startLeft: HOUR_MS, startBy: planned };
    const at = startByOf(calendar, clock('WORKING_MILLISECOND'), { startBy: nextDay }, task);
    expect(at).toEqual(shanghai('2026-11-10 09:30'));
  });

  it('spends it in plain time where the deadline counts that', () => {
    const task = { startLeft: HOUR_MS, startBy: planned };
    const at = startByOf(calendar, clock('MILLISECOND'), { startBy: nextDay }, task);
    expect(at).toEqual(shanghai('2026-11-09 18:30'));
  });

  it('is not guessed beyond the known years', () => {
    const late = clock('WORKING_DAY', '2026-12-31 10:00');
    expect(startByOf(calendar, late, { startBy: nextDay }, { startLeft: null, startBy: planned })).toBeNull();
  });
});

describe('a clock stopped without a due instant', () => {
  const rest = clock('WORKING_MILLISECOND', '2026-12-31 16:00');

  it('has what is left of its work', () => {
    expect(stop(calendar, rest, null, shanghai('2026-12-31 17:00'))).toEqual({
      unit: 'WORKING_MILLISECOND',
      n: 7 * HOUR_MS,
    });
  });

  it('has all of it where nobody knows how much was worked', () => {
    expect(stop(calendar, rest, null, shanghai('2027-01-05 17:00'))).toEqual(rest.length);
  });
});
