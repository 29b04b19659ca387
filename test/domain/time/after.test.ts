import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { addDuration, after, before } from '../../../src/domain/time/add-duration.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { read, shanghai } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const wd = (n: number) => ({ n, unit: 'WORKING_DAY' }) as const;

describe('after', () => {
  it.each([
    ['the close of a day', '2026-11-09 18:00', 1, '2026-11-10 18:00'],
    ['midnight, which ends a day', '2026-11-10 00:00', 1, '2026-11-10 18:00'],
    ['a moment inside a day', '2026-11-09 10:00', 1, '2026-11-10 18:00'],
    ['a Friday', '2026-11-13 18:00', 1, '2026-11-16 18:00'],
    ['a day of rest', '2026-11-14 10:00', 2, '2026-11-17 18:00'],
    ['the last day before a festival', '2026-09-30 18:00', 3, '2026-10-10 18:00'],
    ['the last known day', '2026-12-31 18:00', 1, 'beyond 2026-12-31'],
    ['days nobody knows', '2024-12-31 18:00', 1, 'beyond 2026-12-31'],
  ])('counts working days from %s', (_case, due, n, expected) => {
    expect(read(after(calendar, shanghai(due), wd(n)))).toBe(expected);
  });

  it('adds every other unit as ever', () => {
    const due = shanghai('2026-11-09 18:00');
    for (const unit of ['WORKING_MINUTE', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MONTH'] as const) {
      expect(after(calendar, due, { n: 3, unit })).toEqual(addDuration(calendar, due, { n: 3, unit }));
    }
  });

  it('is undone by as many days before', () => {
    const from = fc.integer({
      min: shanghai('2025-02-01 00:00').getTime(),
      max: shanghai('2026-09-01 00:00').getTime(),
    });
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 40 }), (at, n) => {
        const due = addDuration(calendar, new Date(at), wd(1));
        fc.pre(due.kind === 'AT');
        const later = after(calendar, due.at, wd(n));
        fc.pre(later.kind === 'AT');
        expect(before(calendar, later.at, wd(n))).toEqual(due);
      }),
    );
  });
});
