import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { standing, type Seat } from '../../domain/tasks/standing.ts';
import { readSeats, type SeatRow } from '../runs/seats.ts';
import { giveTurns } from '../runs/turns.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { commentedTasks } from './touched.ts';

/**
 * Undoes one's own word while the stage still waits for others (撤回): the seat is open again. Words that others gave beside it stand; where
 * somebody came after it, in a sequence or as a signer added after, it is too late.
 * @throws Refusal TAKE_BACK_TOO_LATE
 */
export async function takeBackVote(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  { stageId, taskId, by }: { readonly stageId: string; readonly taskId: string; readonly by: string },
): Promise<void> {
  const [seats, commented] = await Promise.all([readSeats(act.tx, stageId), commentedTasks(act.tx, snapshot.id, by)]);
  const isTouched = (seat: SeatRow) => seat.isClaimed || commented.has(seat.id);
  const without = undone(seats, new Set([taskId]));
  const { open } = standing(rule, without);
  const rests = (seat: Seat) => !standing(rule, undone(seats, new Set([taskId, seat.id]))).open.has(seat.id);
  const others = seats.filter(({ id }) => id !== taskId);
  if (others.some((seat) => seat.state === 'DONE' && !seat.isAutomatic && rests(seat)))
    throw new Refusal('TAKE_BACK_TOO_LATE');
  if (others.some((seat) => isTouched(seat) && seat.state === 'OPEN' && !open.has(seat.id))) {
    throw new Refusal('TAKE_BACK_TOO_LATE');
  }
  const held = seats.map((seat) => (seat.id === taskId ? { ...seat, state: 'HELD' as const, outcome: null } : seat));
  await giveTurns(act, snapshot, rule, held, open);
}

function undone(seats: readonly Seat[], ids: ReadonlySet<string>): Seat[] {
  return seats.map((seat) => (ids.has(seat.id) ? { ...seat, state: 'OPEN', outcome: null } : seat));
}
