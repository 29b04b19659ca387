import type { StageRule } from '../../../src/domain/routes/route.ts';
import { standing, type Seat, type SignerPlace } from '../../../src/domain/tasks/standing.ts';
import { inPerson } from '../../../src/tasks/people/approvers/resolve-approvers.ts';
import {
  personalSeats,
  sharedSeat,
  withSigners,
  type CarriedSeat,
  type SeatPlan,
} from '../../../src/tasks/seats/seats.ts';
import type { Claim } from '../../../src/tasks/seats/claim.ts';
import { weightOf, type WorldStage } from '../world.ts';

/** A seat as its row would be; instants are steps of the history. */
export interface BoardSeat extends Omit<Seat, 'state' | 'outcome'> {
  state: Seat['state'];
  outcome: Seat['outcome'];
  people: readonly number[];
  readonly addedBy: number | null;
  readonly createdAt: number;
  claimedBy: number | null;
  /** In whose name, when not in their own. */
  claimedFor: number | null;
  claimedAt: number | null;
  /** When it was last handed on, or somebody else was asked. */
  handledAt: number | null;
  decidedBy: number | null;
  decidedFor: number | null;
  decidedAt: number | null;
  delegate: number | null;
}

/** In the order in which they came to be, as the ids of rows are. */
function idOf(nth: number): string {
  return `s${String(nth).padStart(2, '0')}`;
}

interface Former {
  readonly outcome: string | null;
  readonly mode: StageRule['mode'];
  readonly seats: readonly BoardSeat[];
}

export function signerSeat(
  seats: readonly BoardSeat[],
  { id, position }: BoardSeat,
  { by, to, place }: { readonly by: number; readonly to: number; readonly place: SignerPlace },
  at: number,
): BoardSeat {
  return {
    id: idOf(1 + Math.max(...seats.map((seat) => Number(seat.id.slice(1))))),
    position,
    weight: 1,
    people: [to],
    added: { by: id, place },
    addedBy: by,
    createdAt: at,
    claimedBy: null,
    claimedFor: null,
    claimedAt: null,
    handledAt: null,
    decidedBy: null,
    decidedFor: null,
    decidedAt: null,
    delegate: null,
    outcome: null,
    state: 'HELD',
  };
}

/** Whether somebody may still have a seat in hand, in the name of the other. */
export type MayHold = (seat: BoardSeat, by: number, principal: number | null) => boolean;

/** The seat of somebody's newest word; after a move of the route they may have one in somebody else's name beside it. */
export function lastWordOf(seats: readonly BoardSeat[], by: number | null): BoardSeat | undefined {
  const theirs = seats.filter(({ decidedBy }) => decidedBy !== null && decidedBy === by);
  return theirs.sort((one, other) => (other.decidedAt ?? 0) - (one.decidedAt ?? 0))[0];
}

/** The seats of a run that stands again: whose word is taken back is asked again. Undefined when that leaves nobody to ask. */
export function seatsAgain(
  { rule }: WorldStage,
  former: readonly BoardSeat[],
  { by, at, mayHold }: { readonly by: number | null; readonly at: number; readonly mayHold: MayHold },
) {
  const isShared = rule.mode === 'ANY';
  const seats = former
    .filter(({ state }) => state !== 'GONE')
    .map((seat): BoardSeat => {
      const isTakers = by !== null && seat === lastWordOf(former, by);
      if (seat.state === 'DONE' && seat.outcome !== null && !isTakers) return { ...seat };
      const isLeft = seat.state === 'DONE' && !isTakers;
      const hands: [number, number | null][] = [];
      const isInHand = (isShared && seat.added === null) || seat.claimedBy !== null;
      if (isTakers && isInHand) hands.push([by, seat.decidedFor]);
      if (seat.claimedBy !== null && !isLeft) hands.push([seat.claimedBy, isTakers ? null : seat.claimedFor]);
      const [hand] = hands.filter(([holder, principal]) => mayHold(seat, holder, principal));
      const [claimedBy = null, claimedFor = null] = hand ?? [];
      const claimedAt = claimedBy === null ? null : claimedBy === seat.claimedBy ? seat.claimedAt : at;
      const isLapsed = claimedBy === null && seat.claimedBy !== null;
      const claim = { claimedBy, claimedFor, claimedAt, delegate: isLapsed ? null : seat.delegate };
      return { ...seat, state: 'OPEN', outcome: null, decidedBy: null, decidedFor: null, ...claim };
    });
  const { open } = standing(rule, seats);
  if (open.size === 0) return undefined;
  return seats.map((seat) =>
    seat.state === 'OPEN' && !open.has(seat.id) ? { ...seat, state: 'HELD' as const } : seat,
  );
}

/** Those of whom the rule names now, with what is kept of the run before. */
export function freshSeats(
  stage: WorldStage,
  former: Former | undefined,
  { at, carriesWords, isMoved }: { readonly at: number; readonly carriesWords: boolean; readonly isMoved: boolean },
): BoardSeat[] {
  const { rule, people } = stage;
  const isKept = isMoved || (former?.outcome === 'RETURN' && rule.votesOnReturn === 'KEEP');
  const words: ReadonlySet<string | null> = new Set(isMoved ? ['APPROVE', 'REJECT'] : ['APPROVE']);
  const kept = isKept ? (former?.seats ?? []).flatMap((seat) => carriedSeat(seat, words)) : [];
  const claim = carriesWords && former?.mode === 'ANY' ? claimIn(former.seats) : undefined;
  const plans =
    rule.mode === 'ANY'
      ? withSigners(
          rule,
          sharedSeat({ scopes: people.map((one) => inPerson(String(one))), holders: people.map(String) }, claim),
          kept,
          new Set(),
        )
      : personalSeats(
          rule,
          people.map((person, nth) => placeOf(person, weightOf(stage, nth))),
          kept,
          new Set(),
        );
  return plans.map((plan) => seatOf(plan, at));
}

function placeOf(person: number, weight: number): Parameters<typeof personalSeats>[1][number] {
  return { accountId: String(person), weight, skipped: false };
}

function claimIn(seats: readonly BoardSeat[]): Claim | undefined {
  const seat = seats.find(({ added, state, claimedBy }) => added === null && state !== 'DONE' && claimedBy !== null);
  if (seat === undefined) return undefined;
  return { by: String(seat.claimedBy), principal: seat.claimedFor === null ? null : String(seat.claimedFor) };
}

function carriedSeat(seat: BoardSeat, words: ReadonlySet<string | null>): CarriedSeat[] {
  const { id, state, people, outcome, decidedBy, decidedFor, claimedBy, claimedFor, added, addedBy } = seat;
  if (state === 'GONE') return [];
  const inHand = state === 'DONE' ? null : (claimedFor ?? claimedBy);
  const accountId = String(decidedFor ?? decidedBy ?? inHand ?? people[0]);
  const onBehalfOf = decidedFor === null ? null : String(decidedFor);
  const isKept = outcome !== null && decidedBy !== null && words.has(outcome);
  const word = isKept ? { outcome, decidedBy: String(decidedBy), onBehalfOf } : null;
  return [{ id, accountId, word, added: added === null ? null : { ...added, accountId: String(addedBy) } }];
}

function seatOf(plan: SeatPlan, at: number) {
  const { n, position, weight, state, outcome, offers, assignee, decidedBy, onBehalfOf, added } = plan;
  const seat: BoardSeat = {
    id: idOf(n - 1),
    position,
    weight,
    people: offers.map(({ accountId }) => Number(accountId)),
    added: added === null ? null : { by: idOf(added.to - 1), place: added.place },
    addedBy: added === null ? null : Number(added.by),
    createdAt: at,
    claimedBy: assignee === null ? null : Number(assignee),
    claimedFor: assignee === null || onBehalfOf === null ? null : Number(onBehalfOf),
    claimedAt: assignee === null ? null : at,
    handledAt: null,
    decidedBy: decidedBy === null ? null : Number(decidedBy),
    decidedFor: decidedBy === null || onBehalfOf === null ? null : Number(onBehalfOf),
    decidedAt: decidedBy === null ? null : at,
    delegate: null,
    outcome: outcome === 'APPROVE' || outcome === 'REJECT' ? outcome : null,
    state: state === 'DONE' ? 'DONE' : state === 'SUSPENDED' ? 'HELD' : 'OPEN',
  };
  return seat;
}
