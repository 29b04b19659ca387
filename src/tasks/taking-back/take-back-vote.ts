import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import type { StageRun } from '../../domain/tasks/phase-state.ts';
import type { Standing } from '../../domain/tasks/standing.ts';
import { takeBackWord } from '../../domain/tasks/take-back-word.ts';
import { mayStillHold, returnToPool } from '../people/lost-claims.ts';
import { giveTurns } from '../seats/turns.ts';
import { readSeats, type SeatRow } from '../seats/read-seats.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { touchedTasks } from './touched.ts';

/** One person's word among those of a stage, and where the stage stands without it. */
export interface OwnWord {
  readonly seats: readonly SeatRow[];
  readonly seat: SeatRow;
  readonly without: Standing;
}

interface GivenWord {
  readonly run: StageRun;
  readonly rule: StageRule;
  readonly accountId: string;
  readonly givenAt: Date;
}

/** @throws Refusal TAKE_BACK_TOO_LATE */
export async function ownWord(
  { tx }: Act,
  caseId: string,
  { run, rule, accountId, givenAt }: GivenWord,
): Promise<OwnWord> {
  const [seats, operated] = await Promise.all([
    readSeats(tx, run.id),
    touchedTasks(tx, { caseId, stageId: run.id, by: accountId, since: givenAt }),
  ]);
  // A word that a move of the route carried over, given in somebody else's name, is older than one's own.
  const [seat] = seats
    .filter(({ decidedBy }) => decidedBy === accountId)
    .sort((one, other) => Number(other.endedAt) - Number(one.endedAt));
  if (seat === undefined) throw new Refusal('TAKE_BACK_TOO_LATE');
  // Who had a seat before the word was given, and waited for it, has done nothing since; who was asked since, somebody has.
  const isSince = (at: Date | null) => at !== null && at >= givenAt;
  const touched = (one: SeatRow) => ({
    ...one,
    isEarlier: one.endedAt !== null && one.endedAt < givenAt,
    isAutomatic: one.isAutomatic && !operated.has(one.id),
    isTouched: isSince(one.claimedAt) || (one.added !== null && isSince(one.createdAt)) || operated.has(one.id),
  });
  return { seats, seat, without: takeBackWord(rule, seats.map(touched), seat.id) };
}

/** Undoes one's own word while the stage still waits for others (撤回): the seat is open again. */
export async function takeBackVote(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  { seats, seat, without }: OwnWord,
): Promise<void> {
  const held = seats.map((one) => (one.id === seat.id ? { ...one, state: 'HELD' as const, outcome: null } : one));
  await giveTurns(act, snapshot, rule, held, without.open);
  const isShared = rule.mode === 'ANY' && seat.added === null;
  if (seat.decidedBy === null || (!isShared && seat.assigneeId === null)) return;
  if (await mayStillHold(act, seat.id, seat.decidedBy)) {
    const isTheirs = !isShared && seat.assigneeId === seat.decidedBy;
    act.tx.send(HAND_BACK, [seat.id, seat.decidedBy, act.onBehalfOf, isTheirs ? seat.claimedAt : act.now]);
  } else if (seat.assigneeId === seat.decidedBy) await returnToPool(act, [seat], 'SUBSTITUTION_ENDED');
}

/** Whoever takes a word back has the task in hand again: on the one seat of a stage, and on one that somebody had in hand. */
const HAND_BACK = `WITH shut AS (UPDATE task_candidate SET open = false WHERE task_id = $1)
  UPDATE task SET state = 'CLAIMED', assignee_id = $2, on_behalf_of = $3, claimed_at = $4 WHERE id = $1 AND state IN ('OPEN', 'CLAIMED')`;

/** Undoes one's own word where the stage came to the same without it: nobody is asked again. */
export function withdrawVote({ tx, now }: Act, { seat }: OwnWord): void {
  tx.send(
    `UPDATE task SET state = 'CANCELED', outcome = NULL, decided_by = NULL, on_behalf_of = NULL, ended_at = $2, version = version + 1 WHERE id = $1`,
    [seat.id, now],
  );
}
