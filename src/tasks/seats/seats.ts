import type { StageRule } from '../../domain/routes/route.ts';
import { awaitsSigners, standing, type Seat, type SignerPlace } from '../../domain/tasks/standing.ts';
import type { Place } from '../../domain/routes/approvers/seat-people.ts';
import type { AutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import type { Automatic } from '../people/approvers/stage-approvers.ts';
import type { Claim } from './claim.ts';
import { inPerson, type Approvers, type CandidateScope } from '../people/approvers/resolve-approvers.ts';

/** A seat as it is going to be: one task. */
export interface SeatPlan {
  readonly n: number;
  readonly position: number;
  readonly weight: number;
  readonly state: 'OPEN' | 'CLAIMED' | 'SUSPENDED' | 'DONE';
  readonly hold: 'TURN' | null;
  readonly assignee: string | null;
  readonly outcome: string | null;
  readonly decidedBy: string | null;
  /** Why the system spoke for this seat; null where a person does. */
  readonly automatic: AutomaticReason | null;
  /** In whose name it was decided, or is in somebody's hand, when not in their own. */
  readonly onBehalfOf: string | null;
  /** Of an added signer: the n of the seat that added them, where, and who it was. */
  readonly added: { readonly to: number; readonly place: SignerPlace; readonly by: string } | null;
  readonly offers: readonly CandidateScope[];
  /** Who works on it for its holder. */
  readonly delegate: string | null;
  /** The task that stands again in this one, with its history. */
  readonly former: string | null;
  /** Who hears of it when it opens. */
  readonly holders: readonly string[];
}

/** A word given in an earlier run of the stage that still counts. */
export interface CarriedWord {
  readonly outcome: 'APPROVE' | 'REJECT';
  readonly decidedBy: string;
  readonly onBehalfOf: string | null;
}

/** A seat of the run before this one. */
export interface CarriedSeat {
  readonly id: string;
  /** Whose seat it is: who spoke there, has it in hand, or is the one person it is offered to; null for a pool of nobody. */
  readonly accountId: string | null;
  readonly word: CarriedWord | null;
  readonly added: { readonly by: string; readonly place: SignerPlace; readonly accountId: string } | null;
}

const UNDECIDED = {
  hold: null,
  outcome: null,
  decidedBy: null,
  onBehalfOf: null,
  automatic: null,
  added: null,
  delegate: null,
  former: null,
} as const;
const SAME_APPROVER = { outcome: 'APPROVE', automatic: 'SAME_APPROVER' } as const;

/** Mode ANY, or nobody but the administrators' pool to ask: one seat for whoever comes. */
export function sharedSeat(
  approvers: Pick<Approvers, 'scopes' | 'holders'>,
  /** It stays in this hand if whose name it is in is still asked. */
  claim?: Claim,
): SeatPlan {
  const isKept = claim !== undefined && approvers.holders.includes(claim.principal ?? claim.by);
  const assignee = isKept ? claim.by : null;
  return {
    n: 1,
    position: 1,
    weight: 1,
    ...UNDECIDED,
    state: assignee === null ? 'OPEN' : 'CLAIMED',
    assignee,
    onBehalfOf: isKept ? claim.principal : null,
    offers: approvers.scopes,
    holders: assignee === null ? approvers.holders : [assignee],
  };
}

/** The one seat of a stage in which nobody is asked. */
export function systemSeat({ outcome, reasonCode }: Automatic): SeatPlan {
  return {
    n: 1,
    position: 1,
    weight: 1,
    state: 'DONE',
    hold: null,
    assignee: null,
    outcome,
    decidedBy: null,
    onBehalfOf: null,
    automatic: reasonCode,
    added: null,
    delegate: null,
    former: null,
    offers: [],
    holders: [],
  };
}

/**
 * One seat per person, fixed now (product §1). Who approved before, where the route lets that count, has spoken already. Words that are carried over count as they were given, unless then nobody would be left to
 * be asked.
 */
export function personalSeats(
  rule: StageRule,
  places: readonly Place[],
  carried: readonly CarriedSeat[],
  barred: ReadonlySet<string>,
): SeatPlan[] {
  const earlier = carried.filter(({ added }) => added === null);
  const words = new Map(earlier.flatMap(({ accountId, word }) => (word === null ? [] : [[accountId, word] as const])));
  const own = places.map(({ accountId, weight, skipped }, index): SeatPlan => {
    const word = skipped ? SAME_APPROVER : words.get(accountId);
    return {
      n: index + 1,
      position: index + 1,
      weight,
      assignee: null,
      ...UNDECIDED,
      ...word,
      state: word === undefined ? 'OPEN' : 'DONE',
      offers: [inPerson(accountId)],
      holders: [accountId],
    };
  });
  const numbers = places.flatMap(({ accountId }, index) =>
    earlier.filter((seat) => seat.accountId === accountId).map(({ id }) => [id, index + 1] as const),
  );
  const seated = places.map(({ accountId }) => accountId);
  const inTurn = inTurns(rule, [...own, ...signersTo(new Map(numbers), own.length, carried, { barred, seated })]);
  return inTurn ?? (carried.length === 0 ? own : personalSeats(rule, places, [], barred));
}

/** The one seat of a stage with the signers that were added to it, where their approvals are kept; without any the seat alone. */
export function withSigners(
  rule: StageRule,
  shared: SeatPlan,
  carried: readonly CarriedSeat[],
  barred: ReadonlySet<string>,
): SeatPlan[] {
  const [former, ...others] = carried.filter(({ added }) => added === null);
  if (former === undefined || others.length > 0) return [shared];
  const away = { barred, seated: shared.offers.flatMap(({ accountId }) => accountId ?? []) };
  const signers = signersTo(new Map([[former.id, shared.n]]), shared.n, carried, away);
  if (signers.length === 0) return [shared];
  const spoken = former.word === null ? shared : { ...shared, ...former.word, state: 'DONE' as const };
  return inTurns(rule, [spoken, ...signers]) ?? [shared];
}

/** Whose turn has not come waits; undefined when nobody would be left to be asked. */
export function inTurns(rule: StageRule, seats: readonly SeatPlan[]): SeatPlan[] | undefined {
  const { open } = standing(rule, seats.map(asSeat));
  if (open.size === 0) return undefined;
  return seats.map((seat) => {
    if (seat.state === 'DONE' || open.has(String(seat.n))) return seat;
    const waiting = { ...seat, state: 'SUSPENDED', hold: 'TURN' } as const;
    return asksFirst(seat, seats) ? waiting : { ...waiting, assignee: null, onBehalfOf: null };
  });
}

/** Whoever waits for the signers they added keeps the task. */
function asksFirst(seat: SeatPlan, seats: readonly SeatPlan[]): boolean {
  return awaitsSigners(asSeat(seat), seats.map(asSeat));
}

/**
 * The signers added before to these seats, by their former id, and those that these had added in turn; nobody who is barred and has not spoken,
 * and nobody to whom the rule gives a seat of their own, because one person has one.
 */
function signersTo(
  seats: ReadonlyMap<string, number>,
  last: number,
  carried: readonly CarriedSeat[],
  { barred, seated }: { readonly barred: ReadonlySet<string>; readonly seated: readonly string[] },
): SeatPlan[] {
  const numbers = new Map(seats);
  const signers: SeatPlan[] = [];
  // A signer is younger than the seat that added them, so that each finds it here.
  for (const { id, accountId, word, added } of [...carried].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    const to = added === null ? undefined : numbers.get(added.by);
    if (added === null || to === undefined || accountId === null) continue;
    if (seated.includes(accountId) || (word === null && barred.has(accountId))) continue;
    const n = last + signers.length + 1;
    numbers.set(id, n);
    signers.push({
      n,
      position: signers.find((one) => one.n === to)?.position ?? to,
      weight: 1,
      assignee: null,
      ...UNDECIDED,
      ...word,
      added: { to, place: added.place, by: added.accountId },
      state: word === null ? 'OPEN' : 'DONE',
      offers: [inPerson(accountId)],
      holders: [accountId],
    });
  }
  return signers;
}

/** A seat to come, as `standing` counts it. */
export function asSeat({ n, position, weight, state, outcome, added }: SeatPlan): Seat {
  return {
    id: String(n),
    position,
    weight,
    state: state === 'DONE' ? 'DONE' : 'OPEN',
    outcome: outcome === 'APPROVE' || outcome === 'REJECT' ? outcome : null,
    added: added === null ? null : { by: String(added.to), place: added.place },
  };
}
