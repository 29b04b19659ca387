import type { StageRule } from '../route.ts';

/** Why a person may not act in a stage, whatever the route says; the first of several counts. */
export const BARRING_REASONS = ['OWN_CASE', 'CONFLICT_OF_INTEREST', 'SEPARATION_OF_DUTY'] as const;
export type BarringReason = (typeof BARRING_REASONS)[number];
/** Or because the route gives a repeated approver's place to their superior. */
export type ExclusionReason = BarringReason | 'SAME_APPROVER';

export interface Person {
  readonly accountId: string;
  readonly weight: number;
}

/** A person who is asked, or whose earlier word counts here too. */
export interface Place extends Person {
  readonly skipped: boolean;
}

export interface Found {
  /** Whom the rules name, in their order, nobody twice. */
  readonly people: readonly Person[];
  readonly excluded: ReadonlyMap<string, BarringReason>;
  /** Who approved an earlier stage of the case. */
  readonly approvedBefore: ReadonlySet<string>;
  /** Active heads above a person, the nearest first. */
  readonly superiors: ReadonlyMap<string, readonly string[]>;
}

export interface Seating {
  /** Who decides; empty where nobody is left. */
  readonly places: readonly Place[];
  /** Who came in for somebody removed, by name. */
  readonly steppedIn: readonly string[];
  /** Repeated approvers whose superior decides instead. */
  readonly repeated: readonly string[];
  /** The stage needs nobody's word any more. */
  readonly passed: 'SAME_APPROVER' | 'APPLICANT_SKIPPED' | null;
}

type Rule = Pick<StageRule, 'mode' | 'onApplicant' | 'onRepeat' | 'onConflict'>;

/**
 * Who is asked of those whom the rules name. Nobody excluded ever is. In mode ANY one seat serves all, so a superior comes in only when it
 * would be empty, and an earlier word counts only when nobody else could take it; in every other mode each seat is filled by itself.
 */
export function seatPeople(rule: Rule, found: Found): Seating {
  const removed = new Map(found.people.flatMap(({ accountId }) => removalOf(rule, found, accountId)));
  const left = found.people.filter(({ accountId }) => !removed.has(accountId));
  const repeated = [...removed].filter(([, reason]) => reason === 'SAME_APPROVER').map(([id]) => id);
  const skips = ({ accountId }: Person) => rule.onRepeat === 'SKIP' && found.approvedBefore.has(accountId);
  const seated = rule.mode === 'ANY' && left.length > 0 ? left : replaceRemoved(rule, found, removed);
  const steppedIn = seated.filter((person) => !left.includes(person)).map(({ accountId }) => accountId);
  const places = seated.map((person) => ({ ...person, skipped: rule.mode !== 'ANY' && skips(person) }));
  return { places, steppedIn, repeated, passed: passedBy() };

  function passedBy(): Seating['passed'] {
    if (seated.length > 0) return seated.every(skips) ? 'SAME_APPROVER' : null;
    const onlyApplicants = removed.size > 0 && [...removed.values()].every((reason) => reason === 'OWN_CASE');
    return rule.onApplicant === 'SKIP' && onlyApplicants ? 'APPLICANT_SKIPPED' : null;
  }
}

function removalOf(rule: Rule, found: Found, accountId: string): [string, ExclusionReason][] {
  const reason = found.excluded.get(accountId);
  if (reason !== undefined) return [[accountId, reason]];
  const goesUp = rule.onRepeat === 'SUPERIOR' && found.approvedBefore.has(accountId);
  return goesUp ? [[accountId, 'SAME_APPROVER']] : [];
}

/** Each removed person's place goes to their superior where the rule says so; who has a seat already gets no second one. */
function replaceRemoved(rule: Rule, found: Found, removed: ReadonlyMap<string, ExclusionReason>): Person[] {
  const seats = new Map<string, Person>();
  const named = new Set(found.people.map(({ accountId }) => accountId));
  for (const person of found.people) {
    const reason = removed.get(person.accountId);
    if (reason === undefined) seats.set(person.accountId, person);
    else if (goesToSuperior(rule, reason)) {
      const superior = found.superiors.get(person.accountId)?.find((id) => removalOf(rule, found, id).length === 0);
      if (superior !== undefined && !named.has(superior) && !seats.has(superior)) {
        seats.set(superior, { accountId: superior, weight: person.weight });
      }
    }
  }
  return [...seats.values()];
}

/** Whether a person removed for this reason is stood in for. */
export function goesToSuperior({ onApplicant, onConflict, onRepeat }: Rule, reason: ExclusionReason): boolean {
  switch (reason) {
    case 'OWN_CASE':
      return onApplicant === 'SUPERIOR';
    case 'CONFLICT_OF_INTEREST':
      return onConflict === 'SUPERIOR';
    case 'SAME_APPROVER':
      return onRepeat === 'SUPERIOR';
    case 'SEPARATION_OF_DUTY':
      return false;
  }
}
