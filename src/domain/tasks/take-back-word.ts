import { Refusal } from '../refusal.ts';
import { standing, type Counting, type Seat } from './standing.ts';

interface TouchableSeat extends Seat {
  /** Somebody took it, or commented on it. */
  readonly isTouched: boolean;
  /** Its word is older than the one taken back, kept from a run before: then it does not rest on that. */
  readonly isEarlier?: boolean;
  /** The system spoke for it; then nobody had to wait for anybody. */
  readonly isAutomatic?: boolean;
}

/**
 * One word less in a stage of several people (撤回): whose turn it is then. Words that others gave beside it stand; where somebody spoke, or
 * took the task, only because it had been given, in a sequence or as a signer added after, it is too late.
 * @throws Refusal TAKE_BACK_TOO_LATE
 */
export function takeBackWord(
  counting: Counting,
  seats: readonly TouchableSeat[],
  id: string,
): ReturnType<typeof standing> {
  const stands = standing(counting, undone(seats, new Set([id])));
  const couldSpeak = (other: Seat, without: readonly string[]) =>
    mightSpeak(counting, undone(seats, new Set([other.id, ...without])), other.id);
  // Where a later refusal leaves nobody to be asked, that is not for want of this word.
  const rests = (other: Seat) => couldSpeak(other, []) && !couldSpeak(other, [id]);
  for (const seat of seats) {
    const isLater = seat.state === 'DONE' && seat.isAutomatic !== true && seat.isEarlier !== true;
    if (isLater && rests(seat)) throw new Refusal('TAKE_BACK_TOO_LATE');
    const isTaken = seat.isTouched && seat.state === 'OPEN';
    if (isTaken && stands.outcome === null && !stands.open.has(seat.id)) throw new Refusal('TAKE_BACK_TOO_LATE');
  }
  return stands;
}

/** It could have spoken all the same: it is its turn. */
function mightSpeak(counting: Counting, seats: readonly Seat[], id: string): boolean {
  return standing({ ...counting, settle: 'ALL_DECIDED' }, seats).open.has(id);
}

function undone(seats: readonly Seat[], ids: ReadonlySet<string>): Seat[] {
  return seats.map((seat) => (ids.has(seat.id) ? { ...seat, state: 'OPEN', outcome: null } : seat));
}
