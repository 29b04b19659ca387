import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { staffingOf, type StaffedStage } from '../../../src/domain/routes/staffing.ts';
import type { StageMode } from '../../../src/domain/routes/route.ts';

const staffed = (
  key: string,
  people: readonly string[] | undefined,
  excludes: readonly string[] = [],
  mode: StageMode = 'ANY',
): StaffedStage => ({ rule: { key, mode, excludes: [...excludes] }, people: people && new Set(people) });
const of = (...stages: readonly StaffedStage[]) => staffingOf(stages).get('x');

describe('whether anybody is left for a stage', () => {
  it('asks nothing of what only the case knows, and finds nobody where nobody is named', () => {
    expect(of(staffed('x', undefined))).toEqual({ eligible: undefined, shortage: undefined });
    expect(of(staffed('x', []))).toEqual({ eligible: 0, shortage: 'NOBODY' });
    expect(of(staffed('x', ['a', 'b']))).toEqual({ eligible: 2, shortage: undefined });
  });

  it('[ORG-09] finds two stages kept apart that share their only person', () => {
    expect(of(staffed('e', ['a']), staffed('x', ['a'], ['e']))).toEqual({ eligible: 0, shortage: 'EXCLUDED' });
    expect(of(staffed('e', ['a']), staffed('x', ['a', 'b'], ['e']))).toEqual({ eligible: 1, shortage: undefined });
  });

  it('tells that it depends on who decides before', () => {
    expect(of(staffed('e', ['a', 'b']), staffed('x', ['a'], ['e']))).toEqual({ eligible: 0, shortage: 'FEW' });
    const two = [staffed('e', ['a', 'b']), staffed('f', ['a', 'b'])];
    expect(of(...two, staffed('x', ['a', 'b'], ['e', 'f']))).toEqual({ eligible: 0, shortage: 'FEW' });
    expect(of(...two, staffed('x', ['a', 'b', 'c'], ['e', 'f']))).toEqual({ eligible: 1, shortage: undefined });
  });

  it('counts everybody who has a seat of their own in a stage before', () => {
    expect(of(staffed('e', ['a', 'b'], [], 'ALL'), staffed('x', ['a', 'b'], ['e']))?.shortage).toBe('EXCLUDED');
    expect(of(staffed('e', ['a', 'b'], [], 'RATIO'), staffed('x', ['a', 'b'], ['e']))?.shortage).toBe('FEW');
    expect(of(staffed('e', ['a', 'b'], [], 'ALL'), staffed('x', ['a', 'c'], ['e']))?.eligible).toBe(1);
  });

  it('takes nobody away for a stage beside it, or for itself', () => {
    expect(of(staffed('e', ['a'], [], 'ALL'), staffed('x', ['a']))).toStrictEqual({ eligible: 1, shortage: undefined });
    expect(of(staffed('x', ['a'], ['x']))?.eligible).toBe(1);
    expect(of(staffed('x', undefined))).toStrictEqual({ eligible: undefined, shortage: undefined });
  });

  it('is sure that everybody asked one after the other decides, and not sure of a stage only the case knows', () => {
    expect(of(staffed('e', ['a', 'b'], [], 'SEQUENCE'), staffed('x', ['a', 'b'], ['e']))?.shortage).toBe('EXCLUDED');
    const stages = [staffed('u', undefined), staffed('e', ['a', 'b'])];
    expect(of(...stages, staffed('x', ['a'], ['u', 'e']))?.shortage).toBe('FEW');
  });

  it('loses nobody twice: who has a seat of their own before and might decide another stage too', () => {
    const stages = [staffed('e', ['a'], [], 'ALL'), staffed('f', ['a'])];
    expect(of(...stages, staffed('x', ['a', 'b'], ['e', 'f']))?.eligible).toBe(1);
  });

  it('is right for any stages that one person each decides: the fewest that any choice of them leaves', () => {
    const anyPeople = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 });
    fc.assert(
      fc.property(anyPeople, fc.array(anyPeople, { maxLength: 3 }), (people, before) => {
        const stages = before.map((names, n) => staffed(`e${n}`, names));
        const found = of(
          ...stages,
          staffed(
            'x',
            people,
            stages.map(({ rule }) => rule.key),
          ),
        );
        const left = choices(before).map((deciders) => people.filter((id) => !deciders.includes(id)).length);
        expect(found?.eligible).toBe(Math.min(...left));
        expect(found?.shortage === 'EXCLUDED').toBe(Math.max(...left) === 0);
      }),
    );
  });
});

/** Every way in which the stages may be decided, one person each. */
function choices(stages: readonly (readonly string[])[]): string[][] {
  return stages.reduce<string[][]>(
    (lists, people) => lists.flatMap((list) => people.map((person) => [...list, person])),
    [[]],
  );
}
