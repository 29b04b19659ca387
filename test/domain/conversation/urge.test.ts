import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { tasksToUrge, urgeAgainAt } from '../../../src/domain/conversation/urge.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { workingCalendarSchema } from '../../../src/domain/time/working-calendar.ts';

const calendar = compileCalendar(workingCalendarSchema.parse(stateCouncilCalendar));
const FOUR_HOURS = { n: 240, unit: 'WORKING_MINUTE' } as const;

describe('urgeAgainAt', () => {
  it('counts working time: what was urged on a Friday afternoon is not urged again on the weekend', () => {
    const friday = new Date('2026-11-20T16:00:00+08:00');
    const again = urgeAgainAt(calendar, friday, FOUR_HOURS);
    expect(again?.getTime()).toBeGreaterThan(new Date('2026-11-23T08:00:00+08:00').getTime());
    expect(again?.getTime()).toBeLessThan(new Date('2026-11-23T18:00:00+08:00').getTime());
  });

  it('keeps nobody waiting past the calendar’s known years', () => {
    expect(urgeAgainAt(calendar, new Date('2099-01-01T00:00:00Z'), FOUR_HOURS)).toBeNull();
  });
});

describe('tasksToUrge', () => {
  const theirs = { id: 'a', isOwed: false };
  const mine = { id: 'b', isOwed: true };

  it.each([
    ['all but one’s own', [theirs, mine], undefined, ['a'], null],
    ['the chosen one', [theirs, { ...theirs, id: 'c' }], 'c', ['c'], null],
    ['nothing, where only one’s own is open', [mine], undefined, [], 'YOUR_OWN'],
    ['nothing, where one’s own was chosen', [theirs, mine], 'b', [], 'YOUR_OWN'],
    ['nothing, where the chosen one is not open', [theirs], 'x', [], 'NOTHING_OPEN'],
    ['nothing, where nothing is open', [], undefined, [], 'NOTHING_OPEN'],
  ] as const)('urges %s', (_title, open, chosen, ids, fault) => {
    const urged = tasksToUrge(open, chosen);
    expect({ ids: urged.tasks.map(({ id }) => id), fault: urged.fault }).toEqual({ ids, fault });
  });

  it('never urges what one owes oneself, and says why when there is nobody', () => {
    const tasks = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), isOwed: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(tasks, fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }), (open, chosen) => {
        const urged = tasksToUrge(open, chosen);
        expect(urged.tasks.some(({ isOwed }) => isOwed)).toBe(false);
        expect(urged.tasks.length > 0).toBe(urged.fault === null);
      }),
    );
  });
});
