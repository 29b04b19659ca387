import fc from 'fast-check';
import type { DatedSubstitution } from '../../../src/domain/substitution/cycle.ts';
import type { CaseFacts } from '../../../src/domain/substitution/scope.ts';

export const PEOPLE = ['a', 'b', 'c', 'd', 'e'];
const PROCESSES = ['ADMISSION', 'EXPENSES', 'TRAINING'];

/** Two cities with two counties each. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  p: ['p'],
  c1: ['p', 'c1'],
  c2: ['p', 'c2'],
  c11: ['p', 'c1', 'c11'],
  c12: ['p', 'c1', 'c12'],
  c21: ['p', 'c2', 'c21'],
  c22: ['p', 'c2', 'c22'],
};
export const pathOf = (unit: string): readonly string[] => PATHS[unit] ?? [];

const COUNTIES = ['c11', 'c12', 'c21', 'c22'];
const DAYS = 8;
export const day = (n: number): Date => new Date(Date.UTC(2026, 6, n));

const amount = fc.integer({ min: 0, max: 4 });
const someOf = (words: readonly string[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 2 }));

export const facts: fc.Arbitrary<CaseFacts> = fc.record({
  process: fc.constantFrom(...PROCESSES),
  unitPath: fc.constantFrom(...COUNTIES).map(pathOf),
  amount,
});

const pair = fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 2, maxLength: 2 });
const days = fc.tuple(fc.integer({ min: 1, max: DAYS - 1 }), fc.integer({ min: 1, max: DAYS }));

const substitution: fc.Arbitrary<Omit<DatedSubstitution, 'id'>> = fc
  .record({
    people: pair,
    days: days.filter(([from, to]) => from < to),
    processes: someOf(PROCESSES),
    unitIds: someOf(Object.keys(PATHS)),
    amountFrom: fc.option(amount),
    amountBelow: fc.option(amount),
  })
  .map(({ people: [principalId = '', substituteId = ''], days: [from, to], ...scope }) => ({
    principalId,
    substituteId,
    from: day(from),
    to: day(to),
    ...scope,
  }));

export const substitutions: fc.Arbitrary<DatedSubstitution[]> = fc
  .array(substitution, { maxLength: 9 })
  .map((list) => list.map((one, n) => ({ ...one, id: String(n) })));

export const instants: readonly Date[] = Array.from({ length: DAYS }, (_, n) => day(n + 1));
export const someInstant = fc.constantFrom(...instants);

/** Every case there can be. */
export const EVERY_FACTS: readonly CaseFacts[] = PROCESSES.flatMap((process) =>
  COUNTIES.flatMap((county) => [0, 1, 2, 3, 4].map((n) => ({ process, unitPath: pathOf(county), amount: n }))),
);

export const holding = (list: readonly DatedSubstitution[], at: Date): DatedSubstitution[] =>
  list.filter(({ from, to }) => from <= at && at < to);
