import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import type { StageConclusion } from '../../domain/tasks/conclude-stage.ts';
import { standing } from '../../domain/tasks/standing.ts';
import { closeSeat } from '../seats/close-seat.ts';
import { readSeats } from '../seats/read-seats.ts';
import { giveTurns } from '../seats/turns.ts';
import type { CaseSnapshot } from '../snapshot.ts';

export interface Vote {
  /** What the stage came to; undefined while it waits for others. */
  readonly conclusion: StageConclusion | undefined;
  readonly opened: readonly string[];
}

/** A word on one seat: whose it was, or null for the system's when time is up. */
interface Word {
  readonly taskId: string;
  readonly stageId: string;
  readonly word: 'APPROVE' | 'REJECT';
  readonly accountId: string | null;
}

/** What one word means where several people have a seat: it is taken, and the stage goes on or comes to its outcome. */
export async function castVote(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  { taskId, stageId, word, accountId }: Word,
): Promise<Vote> {
  const before = await readSeats(act.tx, stageId);
  closeSeat(act, taskId, word, accountId);
  const seats = before.map((seat) => (seat.id === taskId ? { ...seat, state: 'DONE' as const, outcome: word } : seat));
  const { outcome, open } = standing(rule, seats);
  if (outcome !== null) return { conclusion: { kind: outcome }, opened: [] };
  return { conclusion: undefined, opened: await giveTurns(act, snapshot, rule, seats, open) };
}
