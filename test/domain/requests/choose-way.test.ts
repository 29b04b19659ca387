import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { staffLeave } from '../../../prisma/seed-data/request-kinds/staff-leave.ts';
import { allHold } from '../../../src/domain/forms/condition.ts';
import { chooseWay } from '../../../src/domain/requests/choose-way.ts';
import { RequestKindBody } from '../../../src/domain/requests/kind.ts';

const from = (value: number) => ({ field: 'days', operator: 'AT_LEAST', value }) as const;
const kind = (ways: object[], route: unknown = 'short') => RequestKindBody.parse({ ...staffLeave, route, ways });

describe('the way of a request', () => {
  const byLength = kind([
    { when: [from(10)], route: 'longest' },
    { when: [from(3), { field: 'leaveType', operator: 'IN', values: ['PERSONAL'] }], route: 'long' },
  ]);

  it.each([
    [{ days: 2.9, leaveType: 'PERSONAL' }, 'short'],
    [{ days: 3, leaveType: 'PERSONAL' }, 'long'],
    [{ days: 3, leaveType: 'SICK' }, 'short'],
    [{ days: 9.9, leaveType: 'PERSONAL' }, 'long'],
    [{ days: 10, leaveType: 'PERSONAL' }, 'longest'],
    [{ leaveType: 'PERSONAL' }, 'short'],
  ])('is for %j the first whose every condition holds: %s', (values, route) => {
    expect(chooseWay(byLength, values)).toBe(route);
  });

  it('without ways is what the kind brings along', () => {
    expect(chooseWay(kind([], staffLeave.route), { days: 99 })).toEqual(kind([], staffLeave.route).route);
  });

  it('is never one after another that holds, and the rest where none does', () => {
    const ways = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 });
    fc.assert(
      fc.property(ways, fc.integer({ min: 0, max: 9 }), (limits, days) => {
        const rule = kind(limits.map((limit, n) => ({ when: [from(limit)], route: `way-${n}` })));
        const chosen = rule.ways.findIndex(({ route }) => route === chooseWay(rule, { days }));
        const holding = rule.ways.map(({ when }) => allHold(when, { days }));
        expect(chosen).toBe(holding.indexOf(true));
        if (chosen === -1) expect(chooseWay(rule, { days })).toBe('short');
      }),
    );
  });
});
