import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  mandatesOf,
  principalsFor,
  substitutesFor,
  type Substitution,
} from '../../../src/domain/substitution/chains.ts';
import { covers, type CaseFacts, type Scope } from '../../../src/domain/substitution/scope.ts';
import { facts, holding, PEOPLE, someInstant, substitutions } from './arbitraries.ts';
import { distancesFrom, stepsFor } from './simple-model.ts';

const EVERYTHING: Scope = { processes: null, unitIds: null, amountFrom: null, amountBelow: null };
const CASE: CaseFacts = { process: 'ADMISSION', unitPath: ['p', 'c1', 'c11'], amount: 5_000 };

const stands = (substituteId: string, principalId: string, scope: Partial<Scope> = {}): Substitution => ({
  id: `${substituteId}>${principalId}`,
  principalId,
  substituteId,
  ...EVERYTHING,
  ...scope,
});

describe('somebody stands in', () => {
  it.each<[string, Partial<Scope>, boolean]>([
    ['for every case', {}, true],
    ['for its process', { processes: ['EXPENSES', 'ADMISSION'] }, true],
    ['for another process', { processes: ['EXPENSES'] }, false],
    ['for its county', { unitIds: ['c11'] }, true],
    ['for a unit above it', { unitIds: ['c2', 'p'] }, true],
    ['for another county', { unitIds: ['c12', 'c2'] }, false],
    ['from exactly its amount', { amountFrom: 5_000 }, true],
    ['from a cent more', { amountFrom: 5_000.01 }, false],
    ['below exactly its amount', { amountBelow: 5_000 }, false],
    ['below a cent more', { amountBelow: 5_000.01 }, true],
    ['between two amounts around it', { amountFrom: 1, amountBelow: 9_999 }, true],
  ])('%s', (_title, scope, expected) => {
    expect(principalsFor([stands('b', 'a', scope)], 'b', CASE, 3)).toEqual(expected ? ['a'] : []);
    expect(substitutesFor([stands('b', 'a', scope)], 'a', CASE, 3)).toEqual(expected ? ['b'] : []);
  });

  it('for the substitute’s principal only where the substitute is away for this case as well', () => {
    const chain = (scope: Partial<Scope>) => [stands('b', 'a'), stands('c', 'b', scope)];
    expect(principalsFor(chain({}), 'c', CASE, 2)).toEqual(['b', 'a']);
    expect(principalsFor(chain({ processes: ['EXPENSES'] }), 'c', CASE, 2)).toEqual([]);
    expect(principalsFor([stands('b', 'a', { amountBelow: 1 }), stands('c', 'b')], 'c', CASE, 2)).toEqual(['b']);
    expect(mandatesOf(chain({ processes: ['EXPENSES'] }), 'c', 2)).toMatchObject([
      { principalId: 'b', links: 1, scope: { processes: ['EXPENSES'] } },
      { principalId: 'a', links: 2, scope: { processes: ['EXPENSES'] } },
    ]);
  });

  it('over no more substitutions than the policy allows', () => {
    const chain = [stands('b', 'a'), stands('c', 'b'), stands('d', 'c')];
    expect(principalsFor(chain, 'd', CASE, 2)).toEqual(['c', 'b']);
    expect(principalsFor(chain, 'd', CASE, 3)).toEqual(['c', 'b', 'a']);
    expect(substitutesFor(chain, 'a', CASE, 2)).toEqual(['b', 'c']);
  });

  it('never for themselves, also where substitutions go in a circle', () => {
    const circle = [stands('b', 'a'), stands('a', 'b')];
    expect(principalsFor(circle, 'a', CASE, 5)).toEqual(['b']);
    expect(substitutesFor(circle, 'a', CASE, 5)).toEqual(['b']);
  });
});

describe('whatever substitutions there are', () => {
  it('somebody stands in for exactly whom the simple model says, nearest first', () => {
    fc.assert(
      fc.property(substitutions, someInstant, facts, fc.integer({ min: 1, max: 4 }), (all, at, about, most) => {
        const list = holding(all, at);
        const steps = stepsFor(list, about);
        for (const person of PEOPLE) {
          const up = distancesFrom(
            steps.map(([principal, substitute]) => [substitute, principal]),
            person,
            most,
          );
          const principals = principalsFor(list, person, about, most);
          expect(new Set(principals)).toEqual(new Set(up.keys()));
          const distances = principals.map((id) => up.get(id) ?? 0);
          expect(distances).toEqual(distances.toSorted((one, other) => one - other));
          const substitutes = substitutesFor(list, person, about, most);
          expect(new Set(substitutes)).toEqual(new Set(distancesFrom(steps, person, most).keys()));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('both ends say the same, and what a list asks for is what acting asks for', () => {
    fc.assert(
      fc.property(substitutions, someInstant, facts, (all, at, about) => {
        const list = holding(all, at);
        for (const person of PEOPLE) {
          const principals = principalsFor(list, person, about, 3);
          const listed = mandatesOf(list, person, 3).filter(({ scope }) => covers(scope, about));
          expect(new Set(listed.map(({ principalId }) => principalId))).toEqual(new Set(principals));
          for (const other of PEOPLE) {
            expect(substitutesFor(list, other, about, 3).includes(person)).toBe(principals.includes(other));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
