import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { assertHolder, assertOpen, isOurs, isTaken, type HeldTask } from '../people/holding.ts';
import { mayStillHold } from '../people/lost-claims.ts';
import { assertInPhase } from '../snapshot.ts';

/** Takes a task out of the pool. Claiming one's own task again changes nothing. @throws Refusal ALREADY_CLAIMED, NOT_HOLDER, EXCLUDED … */
export async function claimTask(act: Act, actor: Actor, { task, snapshot }: AtHand): Promise<Facts> {
  const taskId = task.id;
  assertInPhase(snapshot, task.phaseSeq);
  assertOpen(task);
  if (task.assigneeId === actor.id) return { taskId, state: 'CLAIMED' };
  if (isTaken(task, actor.id)) throw new Refusal(task.candidate ? 'ALREADY_CLAIMED' : 'NOT_HOLDER');
  assertHolder(task, actor.id);
  await take(act, actor, task);
  act.audit({
    action: 'TASK_CLAIM',
    caseId: task.caseId,
    subject: `task:${taskId}`,
    before: { state: task.state, assignee: task.assigneeId },
    after: { state: 'CLAIMED' },
  });
  return { taskId, state: 'CLAIMED' };
}

/** Whoever asks others for their word keeps the task meanwhile; one that somebody else rightly has stays theirs. @throws Refusal NOT_HOLDER */
export async function keepTask(act: Act, actor: Actor, task: HeldTask): Promise<void> {
  if (task.assigneeId === null || task.holderGone) await take(act, actor, task);
}

async function take(act: Act, actor: Actor, { id, assigneeId }: HeldTask): Promise<void> {
  if (!(await mayStillHold(act, id, actor.id))) throw new Refusal('NOT_HOLDER', { claimed: assigneeId !== null });
  act.tx.send(
    `WITH shut AS (UPDATE task_candidate SET open = false WHERE task_id = $1)
     UPDATE task SET state = 'CLAIMED', assignee_id = $2, on_behalf_of = $4, claimed_at = $3, version = version + 1
     WHERE id = $1 AND state IN ('OPEN', 'CLAIMED')`,
    [id, actor.id, act.now, act.onBehalfOf],
  );
}

/** Puts a task that one holds, oneself or by a substitute, back into its pool. @throws Refusal NOT_CLAIMED, NOT_HOLDER, DELEGATED_AWAY */
export function releaseTask(act: Act, actor: Actor, { task, snapshot }: AtHand): Facts {
  const taskId = task.id;
  assertInPhase(snapshot, task.phaseSeq);
  assertOpen(task);
  if (task.state !== 'CLAIMED') throw new Refusal('NOT_CLAIMED');
  if (!isOurs(task, actor.id)) throw new Refusal('NOT_HOLDER', { claimed: true });
  if (task.delegateId !== null) throw new Refusal('DELEGATED_AWAY');
  act.tx.send(
    `WITH offered AS (UPDATE task_candidate SET open = true WHERE task_id = $1)
     UPDATE task SET state = 'OPEN', assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, version = version + 1 WHERE id = $1 AND state = 'CLAIMED'`,
    [taskId],
  );
  act.audit({
    action: 'TASK_RELEASE',
    caseId: task.caseId,
    subject: `task:${taskId}`,
    before: { state: 'CLAIMED' },
    after: { state: 'OPEN' },
  });
  return { taskId, state: 'OPEN' };
}
