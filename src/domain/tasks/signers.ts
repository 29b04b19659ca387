import type { Seat } from './standing.ts';

/** The seats that this one added, and those that these added in their turn; without those that were removed again. */
export function signersOf(seatId: string, seats: readonly Seat[]): Seat[] {
  const own = seats.filter(({ added, state }) => added?.by === seatId && state !== 'GONE');
  return own.flatMap((seat) => [seat, ...signersOf(seat.id, seats)]);
}

/** What removing an added signer 减签 means: these seats go with it, or somebody has spoken there already. */
export type Removal =
  { readonly kind: 'REMOVED'; readonly seats: readonly string[] } | { readonly kind: 'SPOKEN' | 'GONE' };

/** Whom the removed signer added goes with them: nobody is asked any more for whom they were asked. A word that was given is never dropped. */
export function removeSigner(seatId: string, seats: readonly Seat[]): Removal {
  const seat = seats.find(({ id }) => id === seatId);
  if (seat === undefined || seat.state === 'GONE') return { kind: 'GONE' };
  const going = [seat, ...signersOf(seatId, seats)];
  if (going.some(({ outcome }) => outcome !== null)) return { kind: 'SPOKEN' };
  return { kind: 'REMOVED', seats: going.map(({ id }) => id) };
}
