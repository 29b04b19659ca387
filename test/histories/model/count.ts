import type { Place } from '../further-steps.ts';
import { weightOf, type WorldStage } from '../world.ts';
import type { SeatNow, StageNow, Word } from './case-now.ts';

type Sitting = Pick<StageNow, 'seats' | 'words'>;

/** Whoever speaks with this seat: one no unmakes all their yes, and it takes the yes of everybody. */
function verdict(sitting: Sitting, seat: number): Word['word'] | null {
  const own = sitting.words.find((word) => word.seat === seat)?.word ?? null;
  const heard = [own, ...addedTo(sitting, seat, 'BEFORE', 'AFTER').map((other) => verdict(sitting, other))];
  if (heard.includes('REJECT')) return 'REJECT';
  return heard.includes(null) ? null : 'APPROVE';
}

function addedTo({ seats }: Sitting, seat: number, ...places: Place[]): number[] {
  return numbers(seats, ({ added, isGone }) => !isGone && added?.to === seat && places.includes(added.place));
}

function numbers(seats: readonly SeatNow[], which: (seat: SeatNow) => boolean): number[] {
  return seats.flatMap((seat, nth) => (which(seat) ? [nth] : []));
}

/** Who is counted: everybody the rule names, and whoever was asked beside them. */
function counted({ seats }: Sitting): number[] {
  return numbers(seats, ({ added, isGone }) => !isGone && (added === null || added.place === 'BESIDE'));
}

/**
 * The count, by trying every way in which those who are silent could still speak: what all of them lead to is certain. Who hears everybody
 * waits for that.
 */
export function countOf(stage: WorldStage, sitting: Sitting): Word['word'] | null {
  const verdicts = new Map(counted(sitting).map((seat) => [seat, verdict(sitting, seat)]));
  const silent = [...verdicts].flatMap(([seat, word]) => (word === null ? [seat] : []));
  if (silent.length > 0 && stage.rule.settle === 'ALL_DECIDED') return null;
  const ends = new Set<boolean>();
  for (let ways = 0; ways < 2 ** silent.length; ways += 1) {
    for (const [bit, seat] of silent.entries()) verdicts.set(seat, ((ways >> bit) & 1) === 1 ? 'APPROVE' : 'REJECT');
    ends.add(passes(stage, sitting, verdicts));
  }
  return ends.size > 1 ? null : ends.has(true) ? 'APPROVE' : 'REJECT';
}

/** Whoever was asked beside somebody cannot be outvoted. */
function passes(stage: WorldStage, { seats }: Sitting, verdicts: ReadonlyMap<number, Word['word'] | null>): boolean {
  const { mode, passPercent = 100 } = stage.rule;
  const own = [...verdicts].filter(([seat]) => seats[seat]?.added === null);
  const weigh = (seat: number) => (mode === 'VOTE' ? weightOf(stage, seat) : 1);
  const sum = (some: typeof own) => some.reduce((total, [seat]) => total + weigh(seat), 0);
  const share = sum(own.filter(([, word]) => word === 'APPROVE')) / sum(own);
  const isUnanimous = [...verdicts].every(([seat, word]) => seats[seat]?.added === null || word === 'APPROVE');
  return isUnanimous && share >= passPercent / 100 - 1e-9;
}

/** The seats whose word is awaited. */
export function turnOf({ rule }: WorldStage, sitting: Sitting): number[] {
  const open = counted(sitting).filter((seat) => verdict(sitting, seat) === null);
  const place = (seat: number): number => {
    const to = sitting.seats[seat]?.added?.to;
    return to === undefined ? seat : place(to);
  };
  const first = Math.min(...open.map(place));
  const turn = rule.mode === 'SEQUENCE' ? open.filter((seat) => place(seat) === first) : open;
  return turn.flatMap((seat) => awaited(sitting, seat));
}

/** First who was asked to speak before somebody, then they themselves, then who was asked to speak after them. */
function awaited(sitting: Sitting, seat: number): number[] {
  const waiting = (place: Place) => addedTo(sitting, seat, place).filter((other) => verdict(sitting, other) === null);
  const before = waiting('BEFORE');
  if (before.length > 0) return before.flatMap((other) => awaited(sitting, other));
  if (!sitting.words.some((word) => word.seat === seat)) return [seat];
  return waiting('AFTER').flatMap((other) => awaited(sitting, other));
}

/** This seat, and everybody who was asked on account of it. */
export function withAdded(sitting: Sitting, seat: number): number[] {
  const added = addedTo(sitting, seat, 'BEFORE', 'AFTER', 'BESIDE');
  return [seat, ...added.flatMap((other) => withAdded(sitting, other))];
}
