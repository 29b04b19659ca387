import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { concludeStage } from '../../domain/tasks/conclude-stage.ts';
import { removeSigner as judge } from '../../domain/tasks/signers.ts';
import { standing } from '../../domain/tasks/standing.ts';
import { caseParams } from '../case-params.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { recordOperation } from '../operations/record-operation.ts';
import { mayAct, type HeldTask } from '../people/holding.ts';
import { taskHolders } from '../people/people.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import { ruleOf } from '../runs/rules.ts';
import { tellEnding } from '../runs/tell-ending.ts';
import { giveTurns } from '../seats/turns.ts';
import { dropSeat } from '../seats/close-seat.ts';
import { readSeats, type SeatRow } from '../seats/read-seats.ts';
import { assertInPhase, phaseState, type CaseSnapshot } from '../snapshot.ts';

/**
 * Somebody who was added to one's task is asked no longer (减签), and neither is whom they added in turn. Done by who added them, or who has
 * the task now, while none of them has spoken. What waited for them goes on; with nobody left to wait for, the stage comes to its outcome.
 * @throws Refusal NOT_FOUND, NOT_YOURS, SIGNER_HAS_SPOKEN, ALREADY_DECIDED, TASK_SUSPENDED, NOBODY_LEFT, IN_TRANSITION, CASE_CLOSED …
 */
export async function removeSigner(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  signerTaskId: string,
): Promise<Facts> {
  const seats = await readSeats(act.tx, task.stageId);
  const signer = seats.find(({ id, added }) => id === signerTaskId && added?.by === task.id);
  if (signer === undefined) throw new Refusal('NOT_FOUND');
  if (!isTheirs(task, signer, actor.id)) throw new Refusal('NOT_YOURS');
  const phase = assertInPhase(snapshot, task.phaseSeq);
  const run = phase.runs.find(({ id }) => id === task.stageId);
  if (run?.state === 'SUSPENDED') throw new Refusal('TASK_SUSPENDED');
  const removal = judge(signer.id, seats);
  if (removal.kind !== 'REMOVED') {
    if (removal.kind === 'SPOKEN') throw new Refusal('SIGNER_HAS_SPOKEN');
    return { taskId: task.id, removed: [] };
  }
  if (run?.state !== 'OPEN') throw new Refusal('ALREADY_DECIDED');

  const going = new Set(removal.seats);
  const rule = ruleOf(snapshot, phase, task.stageKey);
  await tellRemoved(act, snapshot, rule, removal.seats);
  for (const id of going) dropSeat(act, id);
  const left = seats.filter(({ id }) => !going.has(id));
  const { outcome, open } = standing(rule, left);
  if (outcome === null) await giveTurns(act, snapshot, rule, left, open);
  const effects = outcome === null ? [] : concludeStage(phaseState(snapshot, phase), run, { kind: outcome });
  const cause = { decisionId: null, taskId: null, accountId: actor.id, bySystem: false };
  const applied = await applyEffects(act, snapshot, phase, effects, cause);
  recordOperation(act, task, { kind: 'REMOVE_SIGNER', targetId: signer.holders[0] ?? null });
  act.audit({
    action: 'TASK_REMOVE_SIGNER',
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    before: { signer: signer.holders[0] ?? null, addedBy: signer.addedBy?.id ?? null },
    after: {
      operation: act.id,
      seats: removal.seats,
      stage: task.stageKey,
      stageOutcome: outcome,
      phase: phase.name,
      phaseOutcome: applied.ended?.outcome ?? null,
    },
  });
  if (applied.ended !== undefined && !applied.isEndedBySystem) {
    await tellEnding(act, snapshot, phase, applied.ended.outcome);
  }
  return { taskId: task.id, removed: removal.seats };
}

function isTheirs(task: HeldTask, { addedBy }: SeatRow, actorId: string): boolean {
  const isUndecided = task.state === 'OPEN' || task.state === 'CLAIMED' || task.state === 'SUSPENDED';
  return addedBy?.id === actorId || (isUndecided && mayAct(task, actorId));
}

/** Only who had their turn knows of it; the others hear nothing. */
async function tellRemoved(
  act: Act,
  snapshot: CaseSnapshot,
  { title }: StageRule,
  seats: readonly string[],
): Promise<void> {
  for (const taskId of seats) {
    act.tell({
      process: snapshot.process,
      event: 'SIGNER_REMOVED',
      group: 'CANDIDATES',
      accountIds: await taskHolders(act.tx, taskId),
      ref: `removed:${taskId}`,
      caseId: snapshot.id,
      params: { ...caseParams(snapshot), taskId, stageTitleZh: title.zh, stageTitleEn: title.en },
    });
  }
}
