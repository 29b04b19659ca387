import type { StageRule } from '../routes/route.ts';

/** Where an added signer stands to the seat that added them: their word comes before it, after it, or counts for itself. */
export const SIGNER_PLACES = ['BEFORE', 'AFTER', 'BESIDE'] as const;
export type SignerPlace = (typeof SIGNER_PLACES)[number];

/** One person's place in a stage: one task. In mode ANY there is one seat, taken by whoever comes. */
export interface Seat {
  readonly id: string;
  /** In the order of their turns, from 1. An added signer has the position of the seat that added them. */
  readonly position: number;
  readonly weight: number;
  /** GONE: removed again, or replaced. */
  readonly state: 'OPEN' | 'HELD' | 'DONE' | 'GONE';
  readonly outcome: 'APPROVE' | 'REJECT' | null;
  /** Whose seat added this one, and where (加签). */
  readonly added: { readonly by: string; readonly place: SignerPlace } | null;
}

/** How a stage counts its seats. */
export type Counting = Pick<StageRule, 'mode' | 'passPercent' | 'settle'>;

/** Where a stage stands: what it has come to, or whose turn it is. */
export interface Standing {
  readonly outcome: 'APPROVE' | 'REJECT' | null;
  /** Seats that may act now; every other one that is not done waits. Empty once there is an outcome. */
  readonly open: ReadonlySet<string>;
}

/**
 * The one rule of or-sign 或签, countersign 会签 (all, or a ratio), in sequence 依次 and weighted vote 票签 (product §1), with added signers 加签:
 * a seat counts as approved when it and everybody it added before and after itself approved, and as rejected as soon as one of them rejects.
 * A signer added beside a seat has a seat of their own, which must approve whatever the mode counts.
 */
export function standing(counting: Counting, seats: readonly Seat[]): Standing {
  const live = seats.filter((seat) => seat.state !== 'GONE');
  const groups = live
    .filter((seat) => seat.added === null || seat.added.place === 'BESIDE')
    .sort((a, b) => a.position - b.position)
    .map((seat) => ({ seat, outcome: outcomeOf(seat, live) }));
  const outcome = count(counting, groups);
  if (outcome !== null) return { outcome, open: new Set() };
  const pending = groups.filter((group) => group.outcome === null);
  const next = pending[0]?.seat.position;
  const turn = counting.mode === 'SEQUENCE' ? pending.filter(({ seat }) => seat.position === next) : pending;
  return { outcome: null, open: new Set(turn.flatMap(({ seat }) => acting(seat, live))) };
}

interface Group {
  readonly seat: Seat;
  readonly outcome: 'APPROVE' | 'REJECT' | null;
}

function count({ mode, passPercent = 100, settle }: Counting, groups: readonly Group[]): Standing['outcome'] {
  // A signer beside a seat was asked for because their word must not be outvoted.
  const beside = groups.filter(({ seat }) => seat.added !== null);
  const voters = groups.filter(({ seat }) => seat.added === null);
  const parts = [
    tally(voters, mode === 'VOTE' || mode === 'RATIO' ? passPercent : 100, mode),
    tally(beside, 100, 'ALL'),
  ];
  const isOver = groups.every(({ outcome }) => outcome !== null);
  if (settle === 'ALL_DECIDED' && !isOver) return null;
  if (parts.includes('REJECT')) return 'REJECT';
  // Where nobody has a seat nobody has approved.
  return voters.length > 0 && parts.every((part) => part === 'APPROVE') ? 'APPROVE' : null;
}

/** Decided as soon as no further word can change it. */
function tally(groups: readonly Group[], percent: number, mode: Counting['mode']): Standing['outcome'] {
  const weigh = (group: Group) => (mode === 'VOTE' ? group.seat.weight : 1);
  const sum = (outcome?: Group['outcome']) =>
    groups
      .filter((group) => outcome === undefined || group.outcome === outcome)
      .reduce((n, group) => n + weigh(group), 0);
  const all = sum();
  // Compared in whole hundredths, because weights and percentages are whole numbers.
  if (sum('APPROVE') * 100 >= all * percent) return 'APPROVE';
  return (all - sum('REJECT')) * 100 < all * percent ? 'REJECT' : null;
}

/** A seat with those it added before and after itself, and those these added in their turn. */
function outcomeOf(seat: Seat, live: readonly Seat[]): Group['outcome'] {
  const members = [seat.outcome, ...companions(seat, live).map((other) => outcomeOf(other, live))];
  if (members.includes('REJECT')) return 'REJECT';
  return members.every((outcome) => outcome === 'APPROVE') ? 'APPROVE' : null;
}

/** Whose word is awaited inside a seat's group: first all who were added before it, then the seat, then those after it. */
function acting(seat: Seat, live: readonly Seat[]): string[] {
  const before = awaited('BEFORE', seat, live);
  if (before.length > 0) return before.flatMap((other) => acting(other, live));
  if (seat.outcome === null) return [seat.id];
  return awaited('AFTER', seat, live).flatMap((other) => acting(other, live));
}

/** The seat had its turn and waits for those it added before itself. */
export function awaitsSigners(seat: Seat, seats: readonly Seat[]): boolean {
  const live = seats.filter(({ state }) => state !== 'GONE');
  return seat.outcome === null && awaited('BEFORE', seat, live).length > 0;
}

function awaited(place: 'BEFORE' | 'AFTER', seat: Seat, live: readonly Seat[]): Seat[] {
  return companions(seat, live).filter((other) => other.added?.place === place && outcomeOf(other, live) === null);
}

function companions(seat: Seat, live: readonly Seat[]): Seat[] {
  return live.filter(({ added }) => added?.by === seat.id && added.place !== 'BESIDE');
}
