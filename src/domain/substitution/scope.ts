/** For which cases somebody stands in; an absent part leaves nothing out. */
export interface Scope {
  readonly processes: readonly string[] | null;
  /** The case's unit, or one above it, is one of them. */
  readonly unitIds: readonly string[] | null;
  /** Inclusive, in yuan. */
  readonly amountFrom: number | null;
  /** Exclusive, in yuan. */
  readonly amountBelow: number | null;
}

/** What a scope asks of a case. */
export interface CaseFacts {
  readonly process: string;
  /** Ids from the province down to the case's unit. */
  readonly unitPath: readonly string[];
  /** Nothing declared is 0, as for a decision table. */
  readonly amount: number;
}

/** Several scopes at once, as along a chain: a case has to be in every one of them. */
export interface JointScope {
  readonly processes: readonly string[] | null;
  /** The case's path meets each of these lists. */
  readonly unitLists: readonly (readonly string[])[];
  readonly amountFrom: number | null;
  readonly amountBelow: number | null;
}

export const EVERY_CASE: JointScope = { processes: null, unitLists: [], amountFrom: null, amountBelow: null };

export function narrowed(joint: JointScope, scope: Scope): JointScope {
  const { processes } = scope;
  return {
    processes: joint.processes?.filter((name) => processes?.includes(name) ?? true) ?? processes,
    unitLists: scope.unitIds === null ? joint.unitLists : [...joint.unitLists, scope.unitIds],
    amountFrom: larger(joint.amountFrom, scope.amountFrom),
    amountBelow: smaller(joint.amountBelow, scope.amountBelow),
  };
}

export function covers({ processes, unitLists, amountFrom, amountBelow }: JointScope, facts: CaseFacts): boolean {
  if (processes?.includes(facts.process) === false) return false;
  if (!unitLists.every((list) => facts.unitPath.some((id) => list.includes(id)))) return false;
  if (amountFrom !== null && facts.amount < amountFrom) return false;
  return amountBelow === null || facts.amount < amountBelow;
}

/** Ids from the root down to the unit itself. */
export type PathOf = (unitId: string) => readonly string[];

/** Whether there can be a case in it. The units of a case are one path of the tree, so the deepest unit asked for shows all the others. */
export function isPossible({ processes, unitLists, amountFrom, amountBelow }: JointScope, pathOf: PathOf): boolean {
  if (processes?.length === 0) return false;
  if (amountBelow !== null && (amountFrom ?? 0) >= amountBelow) return false;
  const deepest = unitLists.flat();
  return unitLists.length === 0 || deepest.some((unit) => meetsAll(unitLists, pathOf(unit)));
}

function meetsAll(unitLists: readonly (readonly string[])[], path: readonly string[]): boolean {
  return unitLists.every((list) => path.some((id) => list.includes(id)));
}

/** The same cases, however they are written down. */
export function isSameScope(one: Scope, other: Scope): boolean {
  return (
    isSameSet(one.processes, other.processes) &&
    isSameSet(one.unitIds, other.unitIds) &&
    one.amountFrom === other.amountFrom &&
    one.amountBelow === other.amountBelow
  );
}

function isSameSet(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.every((name) => other.includes(name)) && other.every((name) => one.includes(name));
}

function larger(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

function smaller(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
