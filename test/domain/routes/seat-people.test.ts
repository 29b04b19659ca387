import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BARRING_REASONS,
  seatPeople,
  type Found,
  type Seating,
} from '../../../src/domain/routes/approvers/seat-people.ts';
import { STAGE_MODES, type StageRule } from '../../../src/domain/routes/route.ts';

type Rule = Parameters<typeof seatPeople>[0];

const RULE: Rule = { mode: 'ALL', onApplicant: 'EXCLUDE', onRepeat: 'AGAIN', onConflict: 'EXCLUDE' };

function seat(rule: Partial<Rule>, names: string, more: Partial<Found> = {}): Seating {
  const people = Array.from(names, (accountId) => ({ accountId, weight: 1 }));
  const none = { excluded: new Map(), approvedBefore: new Set<string>(), superiors: new Map() };
  return seatPeople({ ...RULE, ...rule }, { ...none, people, ...more });
}

const asked = ({ places }: Seating) =>
  places.map(({ accountId, skipped }) => (skipped ? `(${accountId})` : accountId)).join('');
const own = (id: string) => ({ excluded: new Map([[id, 'OWN_CASE' as const]]) });
const conflict = (id: string) => ({ excluded: new Map([[id, 'CONFLICT_OF_INTEREST' as const]]) });
const before = (ids: string) => ({ approvedBefore: new Set(ids) });
const above = (id: string, heads: string) => ({ superiors: new Map([[id, Array.from(heads)]]) });

describe('an approver whose own case it is', () => {
  it('is left out, and the others decide', () => {
    expect(asked(seat({}, 'abc', own('b')))).toBe('ac');
  });

  it('is stood in for by the superior, in the same place, where the route says so', () => {
    expect(asked(seat({ onApplicant: 'SUPERIOR' }, 'abc', { ...own('b'), ...above('b', 'x') }))).toBe('axc');
  });

  it('passes the stage only where nobody else would have decided it', () => {
    expect(seat({ onApplicant: 'SKIP' }, 'a', own('a')).passed).toBe('APPLICANT_SKIPPED');
    expect(seat({ onApplicant: 'SKIP' }, 'ab', own('a'))).toMatchObject({ passed: null });
    expect(seat({ onApplicant: 'EXCLUDE' }, 'a', own('a')).passed).toBeNull();
    const mixed = { excluded: new Map([...own('a').excluded, ...conflict('b').excluded]) };
    expect(seat({ onApplicant: 'SKIP' }, 'ab', mixed).passed).toBeNull();
  });
});

describe('an approver with a conflict of interest', () => {
  it('is left out, or stood in for by the nearest superior whom nothing excludes', () => {
    expect(asked(seat({}, 'ab', conflict('a')))).toBe('b');
    const excluded = new Map([
      ['a', 'CONFLICT_OF_INTEREST' as const],
      ['x', 'SEPARATION_OF_DUTY' as const],
    ]);
    expect(asked(seat({ onConflict: 'SUPERIOR' }, 'ab', { excluded, ...above('a', 'xy') }))).toBe('yb');
  });

  it('brings no superior in who has a seat already', () => {
    expect(asked(seat({ onConflict: 'SUPERIOR' }, 'ab', { ...conflict('a'), ...above('a', 'b') }))).toBe('b');
  });

  it('leaves a shared seat to the rest of the pool, and brings the superior in only when it would be empty', () => {
    const rule = { mode: 'ANY', onConflict: 'SUPERIOR' } as const;
    expect(seat(rule, 'ab', { ...conflict('a'), ...above('a', 'x') })).toMatchObject({ steppedIn: [] });
    expect(seat(rule, 'a', { ...conflict('a'), ...above('a', 'x') })).toMatchObject({ steppedIn: ['x'] });
  });
});

describe('an approver who approved an earlier stage', () => {
  it('decides again unless the route says otherwise', () => {
    expect(asked(seat({}, 'ab', before('a')))).toBe('ab');
  });

  it('has spoken already where the route lets that count', () => {
    expect(asked(seat({ onRepeat: 'SKIP' }, 'ab', before('a')))).toBe('(a)b');
    expect(seat({ onRepeat: 'SKIP' }, 'ab', before('a')).passed).toBeNull();
    expect(seat({ onRepeat: 'SKIP' }, 'ab', before('ab')).passed).toBe('SAME_APPROVER');
  });

  it('passes a shared stage only where nobody new could look at it', () => {
    expect(seat({ mode: 'ANY', onRepeat: 'SKIP' }, 'ab', before('a'))).toMatchObject({ passed: null });
    expect(seat({ mode: 'ANY', onRepeat: 'SKIP' }, 'ab', before('ab')).passed).toBe('SAME_APPROVER');
  });

  it('gives the seat to the superior where the route says so, who is nobody that approved before either', () => {
    const found = { ...before('ax'), ...above('a', 'xy') };
    expect(seat({ onRepeat: 'SUPERIOR' }, 'ab', found)).toMatchObject({ repeated: ['a'], steppedIn: ['y'] });
    expect(asked(seat({ onRepeat: 'SUPERIOR' }, 'ab', found))).toBe('yb');
  });
});

describe('whatever the rules', () => {
  const names = ['a', 'b', 'c', 'd', 'x', 'y'];
  const anyRule: fc.Arbitrary<Rule> = fc.record({
    mode: fc.constantFrom(...STAGE_MODES),
    onApplicant: fc.constantFrom<StageRule['onApplicant'][]>('EXCLUDE', 'SUPERIOR', 'SKIP'),
    onRepeat: fc.constantFrom<StageRule['onRepeat'][]>('AGAIN', 'SKIP', 'SUPERIOR'),
    onConflict: fc.constantFrom<StageRule['onConflict'][]>('EXCLUDE', 'SUPERIOR'),
  });
  const anyFound: fc.Arbitrary<Found> = fc.record({
    people: fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
      .map((ids) => ids.map((accountId, n) => ({ accountId, weight: n + 1 }))),
    excluded: fc
      .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...BARRING_REASONS)), { maxLength: 4 })
      .map((pairs) => new Map(pairs)),
    approvedBefore: fc.subarray(names).map((ids) => new Set(ids)),
    superiors: fc
      .tuple(...names.map(() => fc.shuffledSubarray(names)))
      .map((heads) => new Map(names.map((name, n) => [name, (heads[n] ?? []).filter((id) => id !== name)]))),
  });
  const always = (check: (rule: Rule, found: Found, seating: Seating) => void) => {
    fc.assert(
      fc.property(anyRule, anyFound, (rule, found) => {
        check(rule, found, seatPeople(rule, found));
      }),
      { numRuns: 2000 },
    );
  };

  it('nobody excluded is ever asked, and nobody twice', () => {
    always((_rule, { excluded }, { places }) => {
      const ids = places.map(({ accountId }) => accountId);
      expect(ids.filter((id) => excluded.has(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  it('everybody named is asked, or was removed for a reason', () => {
    always((rule, found, { places, repeated }) => {
      const ids = new Set(places.map(({ accountId }) => accountId));
      for (const { accountId } of found.people) {
        const reason = found.excluded.has(accountId) || repeated.includes(accountId);
        expect(ids.has(accountId)).toBe(!reason);
      }
      if (rule.onRepeat !== 'SUPERIOR') expect(repeated).toEqual([]);
    });
  });

  it('only a superior of somebody removed comes in, and never for nothing', () => {
    always((rule, found, { steppedIn, repeated }) => {
      const removed = found.people.filter(({ accountId: id }) => found.excluded.has(id) || repeated.includes(id));
      for (const id of steppedIn) {
        expect(removed.some((person) => found.superiors.get(person.accountId)?.includes(id))).toBe(true);
        if (rule.mode === 'ANY') expect(removed).toHaveLength(found.people.length);
      }
    });
  });

  it('the system passes a stage only where the route lets it, and no person is left who has not approved', () => {
    always((rule, found, { places, passed }) => {
      if (passed === 'SAME_APPROVER') {
        expect(rule.onRepeat).toBe('SKIP');
        expect(places.every(({ accountId }) => found.approvedBefore.has(accountId))).toBe(true);
        expect(places).not.toEqual([]);
      }
      if (passed === 'APPLICANT_SKIPPED') expect([rule.onApplicant, places]).toEqual(['SKIP', []]);
    });
  });
});
