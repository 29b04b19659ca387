import { describe, expect, it } from '@jest/globals';
import {
  goesToSuperior,
  seatPeople,
  type BarringReason,
  type Found,
} from '../../../../src/domain/routes/approvers/seat-people.ts';

type Rule = Parameters<typeof seatPeople>[0];

const PLAIN: Rule = { mode: 'ALL', onApplicant: 'EXCLUDE', onRepeat: 'AGAIN', onConflict: 'EXCLUDE' };
const UPWARDS: Rule = { mode: 'ALL', onApplicant: 'SUPERIOR', onRepeat: 'SUPERIOR', onConflict: 'SUPERIOR' };

/** `a` may not act for this reason and has the superior `x`, or these. */
function found(names: string, reason?: BarringReason, heads: readonly string[] = ['x']): Found {
  return {
    people: Array.from(names, (accountId, n) => ({ accountId, weight: n + 1 })),
    excluded: new Map(reason === undefined ? [] : [['a', reason]]),
    approvedBefore: new Set(),
    superiors: new Map(heads.length > 0 ? [['a', heads]] : []),
  };
}
const asked = (rule: Rule, given: Found) => seatPeople(rule, given).places.map(({ accountId }) => accountId);

describe('the place of somebody who may not act', () => {
  it.each(['OWN_CASE', 'CONFLICT_OF_INTEREST', 'SEPARATION_OF_DUTY'] as const)(
    'stays empty for %s unless the route gives it to the superior',
    (reason) => {
      expect(asked(PLAIN, found('ab', reason))).toEqual(['b']);
    },
  );

  it('goes to the superior for the very reason that the route names', () => {
    expect(asked({ ...PLAIN, onApplicant: 'SUPERIOR' }, found('ab', 'OWN_CASE'))).toEqual(['x', 'b']);
    expect(asked({ ...PLAIN, onConflict: 'SUPERIOR' }, found('ab', 'CONFLICT_OF_INTEREST'))).toEqual(['x', 'b']);
    expect(goesToSuperior(UPWARDS, 'SAME_APPROVER')).toBe(true);
    expect(goesToSuperior({ ...UPWARDS, onRepeat: 'AGAIN' }, 'SAME_APPROVER')).toBe(false);
  });

  it('[ORG-09] never goes up where duties are kept apart', () => {
    expect(asked(UPWARDS, found('ab', 'SEPARATION_OF_DUTY'))).toEqual(['b']);
  });

  it('stays empty where no superior is known', () => {
    expect(asked(UPWARDS, found('ab', 'OWN_CASE', []))).toEqual(['b']);
  });

  it('moves nobody up who is named further down', () => {
    const { places } = seatPeople(UPWARDS, found('acb', 'OWN_CASE', ['b']));
    expect(places.map(({ accountId, weight }) => [accountId, weight])).toEqual([
      ['c', 2],
      ['b', 3],
    ]);
  });
});

describe('an earlier word of somebody in a pool', () => {
  it('does not count while another of the pool can be asked', () => {
    const given = { ...found('ab'), approvedBefore: new Set(['a']) };
    const { places } = seatPeople({ ...PLAIN, mode: 'ANY', onRepeat: 'SKIP' }, given);
    expect(places.map(({ skipped }) => skipped)).toEqual([false, false]);
  });
});

describe('a stage that its rules find nobody for', () => {
  it('is not passed as the applicant’s own', () => {
    expect(seatPeople({ ...PLAIN, onApplicant: 'SKIP' }, found('')).passed).toBeNull();
  });
});
