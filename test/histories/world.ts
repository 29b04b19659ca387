import type { StageRule } from '../../src/domain/routes/route.ts';

/** Who takes part in a history; everybody is a number. */
export const PEOPLE = [0, 1, 2, 3, 4] as const;

/** A stage of a world: its rule, and whom the rule finds. */
export interface WorldStage {
  readonly rule: StageRule;
  readonly people: readonly number[];
}

export interface WorldPhase {
  readonly name: string;
  readonly stages: readonly WorldStage[];
}

/** Phases one after the other, as a process has them; a return may lead into the phase before. */
export interface Route {
  readonly phases: readonly WorldPhase[];
}

/** A route, and the version that comes after it. */
export interface World extends Route {
  readonly newer: Route;
}

/** What a supplement may change; stages depend on some of it. */
export const ITEMS = ['licence', 'photo'] as const;

/** How much somebody's word weighs where words are weighed. */
export function weightOf({ rule }: WorldStage, nth: number): number {
  const approver = rule.approvers[nth];
  return approver?.kind === 'PERSON' ? (approver.weight ?? 1) : 1;
}
