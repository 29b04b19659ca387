import type { StageRule } from './route.ts';

/** A stage in one unit: whom its rules name there; undefined where only the case itself can say. */
export interface StaffedStage {
  readonly rule: Pick<StageRule, 'key' | 'mode' | 'excludes'>;
  readonly people: ReadonlySet<string> | undefined;
}

/**
 * NOBODY: its rules name nobody. EXCLUDED: everybody they name has surely decided a stage kept apart from it. FEW: whether anybody is left
 * depends on who decides those stages.
 */
export const SHORTAGES = ['NOBODY', 'EXCLUDED', 'FEW'] as const;
export type Shortage = (typeof SHORTAGES)[number];

export interface Staffing {
  /** How many are left, whoever decides the stages kept apart from it; undefined where only the case can say. */
  readonly eligible: number | undefined;
  readonly shortage: Shortage | undefined;
}

/** Whether somebody is left for each of these stages in one unit, whatever separation of duties takes away (ORG-09). */
export function staffingOf(stages: readonly StaffedStage[]): ReadonlyMap<string, Staffing> {
  return new Map(stages.map((stage) => [stage.rule.key, staff(stage, stages)]));
}

function staff({ rule, people }: StaffedStage, stages: readonly StaffedStage[]): Staffing {
  if (people === undefined) return { eligible: undefined, shortage: undefined };
  if (people.size === 0) return { eligible: 0, shortage: 'NOBODY' };
  const apart = stages.filter((other) => rule.excludes.includes(other.rule.key) && other.rule.key !== rule.key);
  const eligible = people.size - mostLost(people, apart);
  if (eligible > 0) return { eligible, shortage: undefined };
  const isSure = [...people].every((person) => apart.some((other) => surelyDecides(other, person)));
  return { eligible, shortage: isSure ? 'EXCLUDED' : 'FEW' };
}

function surelyDecides({ rule: { mode }, people }: StaffedStage, person: string): boolean {
  if (people?.has(person) !== true) return false;
  return mode === 'ALL' || mode === 'SEQUENCE' || people.size === 1;
}

/** At worst, everybody who has a seat of their own, and one for each stage that one person decides. */
function mostLost(people: ReadonlySet<string>, apart: readonly StaffedStage[]): number {
  const named = (stage: StaffedStage) => [...(stage.people ?? [])].filter((person) => people.has(person));
  const seated = new Set(apart.filter(({ rule }) => rule.mode !== 'ANY').flatMap(named));
  const shared = apart.map((stage) => named(stage).filter((id) => !seated.has(id)));
  return seated.size + mostPairs(shared);
}

/** To how many of the stages a person of its own can be given: each augments what was found before. */
function mostPairs(stages: readonly (readonly string[])[]): number {
  const taken = new Map<string, number>();
  const give = (n: number, tried: Set<string>): boolean =>
    (stages[n] ?? []).some((person) => {
      if (tried.has(person)) return false;
      tried.add(person);
      const holder = taken.get(person);
      if (holder !== undefined && !give(holder, tried)) return false;
      taken.set(person, n);
      return true;
    });
  return stages.filter((_, n) => give(n, new Set())).length;
}
