import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertFits, assertPeriod } from '../../../src/domain/substitution/check-substitution.ts';
import { cycleClosedBy, type DatedSubstitution } from '../../../src/domain/substitution/cycle.ts';
import { isPossible, narrowed, EVERY_CASE, type Scope } from '../../../src/domain/substitution/scope.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { day, EVERY_FACTS, holding, instants, pathOf, PEOPLE, substitutions } from './arbitraries.ts';
import { distancesFrom, stepsFor } from './simple-model.ts';

const NOW = day(1);
const POLICY = { longest: { n: 10, unit: 'DAY' } } as const;

const stands = (
  substituteId: string,
  principalId: string,
  [from, to]: readonly [number, number] = [1, 5],
  scope: Partial<Scope> = {},
): DatedSubstitution => ({
  id: `${substituteId}>${principalId}`,
  principalId,
  substituteId,
  from: day(from),
  to: day(to),
  processes: null,
  unitIds: null,
  amountFrom: null,
  amountBelow: null,
  ...scope,
});

function refusalOf(check: () => void): unknown {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? { code: error.code, ...error.facts } : error;
  }
}

describe('the days of a substitution', () => {
  const later = (ms: number) => new Date(day(11).getTime() + ms);

  it.each([
    ['from this very instant', NOW, day(2), undefined],
    ['for as long as the policy allows', NOW, later(0), undefined],
    ['a millisecond longer', NOW, later(1), 'TOO_LONG'],
    ['from a millisecond ago', new Date(NOW.getTime() - 1), day(2), 'IN_THE_PAST'],
    ['that end when they begin', day(2), day(2), 'ENDS_BEFORE_IT_BEGINS'],
  ])('%s', (_title, from, to, reasonCode) => {
    const refusal = refusalOf(() => {
      assertPeriod({ from, to }, NOW, POLICY);
    });
    expect(refusal).toEqual(
      reasonCode === undefined ? undefined : expect.objectContaining({ code: 'SUBSTITUTION_PERIOD', reasonCode }),
    );
  });
});

describe('a substitution beside others', () => {
  it.each<[string, DatedSubstitution, boolean]>([
    ['for the same cases at the same time', stands('c', 'a', [4, 8]), true],
    ['for the same cases afterwards', stands('c', 'a', [5, 8]), false],
    ['for other cases', stands('c', 'a', [1, 5], { processes: ['ADMISSION'] }), false],
    ['of somebody else', stands('c', 'd', [1, 5]), false],
  ])('%s', (_title, fresh, isRefused) => {
    const refusal = refusalOf(() => {
      assertFits(fresh, [stands('b', 'a')], pathOf);
    });
    expect(refusal).toEqual(isRefused ? { code: 'SUBSTITUTION_OVERLAPS', substitutionId: 'b>a' } : undefined);
  });

  it('is for the same cases in whatever order they are named', () => {
    const one = stands('b', 'a', [1, 5], { processes: ['ADMISSION', 'EXPENSES'], unitIds: ['c1', 'c2'] });
    const other = stands('c', 'a', [1, 5], { processes: ['EXPENSES', 'ADMISSION'], unitIds: ['c2', 'c1'] });
    expect(
      refusalOf(() => {
        assertFits(other, [one], pathOf);
      }),
    ).toMatchObject({ code: 'SUBSTITUTION_OVERLAPS' });
  });
});

describe('a circle', () => {
  it.each<[string, DatedSubstitution, readonly DatedSubstitution[], readonly string[] | undefined]>([
    ['of two', stands('a', 'b'), [stands('b', 'a')], ['b', 'a']],
    ['of three', stands('a', 'c'), [stands('b', 'a'), stands('c', 'b')], ['c', 'a', 'b']],
    ['in different weeks is none', stands('a', 'b', [5, 8]), [stands('b', 'a', [1, 5])], undefined],
    [
      'of three whose weeks have no day in common is none',
      stands('a', 'c', [3, 6]),
      [stands('b', 'a', [1, 4]), stands('c', 'b', [5, 8])],
      undefined,
    ],
    [
      'for different processes is none',
      stands('a', 'b', [1, 5], { processes: ['EXPENSES'] }),
      [stands('b', 'a', [1, 5], { processes: ['ADMISSION'] })],
      undefined,
    ],
    [
      'for a city and a county of it is one',
      stands('a', 'b', [1, 5], { unitIds: ['c11'] }),
      [stands('b', 'a', [1, 5], { unitIds: ['c1'] })],
      ['b', 'a'],
    ],
    [
      'for two counties beside each other is none',
      stands('a', 'b', [1, 5], { unitIds: ['c11'] }),
      [stands('b', 'a', [1, 5], { unitIds: ['c12'] })],
      undefined,
    ],
    [
      'for small and for large amounts is none',
      stands('a', 'b', [1, 5], { amountBelow: 100 }),
      [stands('b', 'a', [1, 5], { amountFrom: 100 })],
      undefined,
    ],
  ])('%s', (_title, fresh, standing, expected) => {
    expect(cycleClosedBy(fresh, standing, pathOf)).toEqual(expected);
  });

  it('is refused exactly when at some instant some case would come back to its own principal', () => {
    fc.assert(
      fc.property(substitutions, (list) => {
        const standing: DatedSubstitution[] = [];
        for (const fresh of list) {
          const closes = cycleClosedBy(fresh, standing, pathOf) !== undefined;
          expect(closes).toBe(hasCircle([...standing, fresh]));
          if (!closes) standing.push(fresh);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function hasCircle(list: readonly DatedSubstitution[]): boolean {
  return instants.some((at) =>
    EVERY_FACTS.some((facts) => {
      const steps = stepsFor(holding(list, at), facts);
      return steps.some(([principal, substitute]) => {
        return distancesFrom(steps, substitute, PEOPLE.length).has(principal);
      });
    }),
  );
}

describe('a joint scope', () => {
  it('is possible exactly when some case is in it', () => {
    fc.assert(
      fc.property(substitutions, (list) => {
        const joint = list.reduce(narrowed, EVERY_CASE);
        const some = EVERY_FACTS.some((facts) => stepsFor(list, facts).length === list.length);
        expect(isPossible(joint, pathOf)).toBe(some);
      }),
      { numRuns: 1000 },
    );
  });
});
