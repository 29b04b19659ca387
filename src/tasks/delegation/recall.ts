import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { recordOperation } from '../operations/record-operation.ts';
import { assertOpen, mayAct } from '../people/holding.ts';
import { assertInPhase } from '../snapshot.ts';
import { tellDelegation } from './tell-delegation.ts';

/**
 * Whoever has the task takes it back from the delegate before they have recommended anything.
 * @throws Refusal NOT_DELEGATED, NOT_HOLDER, ALREADY_DECIDED, TASK_SUSPENDED, IN_TRANSITION, CASE_CLOSED …
 */
export async function recallTask(act: Act, actor: Actor, { task, snapshot }: AtHand): Promise<Facts> {
  assertOpen(task);
  assertInPhase(snapshot, task.phaseSeq);
  if (!mayAct(task, actor.id)) throw new Refusal('NOT_HOLDER', { claimed: task.assigneeId !== null });
  const { delegateId } = task;
  if (delegateId === null) throw new Refusal('NOT_DELEGATED');
  act.tx.send('UPDATE task SET delegate_id = NULL, version = version + 1 WHERE id = $1', [task.id]);
  recordOperation(act, task, { kind: 'RECALL', targetId: delegateId });
  act.audit({
    action: 'TASK_RECALL',
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    before: { delegate: delegateId },
    after: { operation: act.id, stage: task.stageKey },
  });
  await tellDelegation(act, snapshot, task.id, 'DELEGATION_RECALLED', [delegateId]);
  return { taskId: task.id };
}
