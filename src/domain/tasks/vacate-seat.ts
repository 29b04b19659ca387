import { signersOf } from './signers.ts';
import { standing, type Counting, type Seat } from './standing.ts';

/** What becomes of the seat of somebody who may no longer act in the stage. */
export type Vacancy =
  /** Their superior sits there instead. */
  | { readonly kind: 'SUPERIOR'; readonly accountId: string }
  /** The others are enough; with them the stage may have come to its outcome. */
  | { readonly kind: 'DROP'; readonly outcome: 'APPROVE' | 'REJECT' | null; readonly open: ReadonlySet<string> }
  /** Nobody else is left: the stage's rules are asked anew. */
  | { readonly kind: 'REPLAN' };

/**
 * The stage always keeps a way on: somebody may act, or it has come to an outcome. A suspended stage comes to no outcome and gives no turns, so
 * that there the seat stays and somebody else is found for it; and so it is with a seat on which the words of added signers hang.
 */
export function vacateSeat(
  counting: Counting,
  seats: readonly Seat[],
  seatId: string,
  { superior, isSuspended }: { readonly superior: string | null; readonly isSuspended: boolean },
): Vacancy {
  if (superior !== null) return { kind: 'SUPERIOR', accountId: superior };
  if (isSuspended || signersOf(seatId, seats).length > 0) return { kind: 'REPLAN' };
  const left = seats.map((seat) => (seat.id === seatId ? { ...seat, state: 'GONE' as const } : seat));
  const { outcome, open } = standing(counting, left);
  return outcome === null && open.size === 0 ? { kind: 'REPLAN' } : { kind: 'DROP', outcome, open };
}
