import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { keepTask } from '../claiming/claim.ts';
import { ruleForAsking } from '../operations/offered.ts';
import { recordOperation } from '../operations/record-operation.ts';
import { assertHolder } from '../people/holding.ts';
import { assertReceiver } from '../people/receiver.ts';
import { assertInPhase } from '../snapshot.ts';
import { tellDelegation } from './tell-delegation.ts';

export interface Delegation {
  /** The account that works on it. */
  readonly to: string;
  readonly reason: string;
}

/**
 * Somebody else works on the task and recommends what to decide (委派); it stays with its holder, who decides afterwards. Its deadline runs on.
 * One level: a delegate delegates nothing.
 * @throws Refusal OPERATION_NOT_POSSIBLE, OPERATION_NOT_OFFERED, RECEIVER_NOT_POSSIBLE and those of `assertHolder`
 */
export async function delegateTask(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { to, reason }: Delegation,
): Promise<Facts> {
  assertHolder(task, actor.id);
  const phase = assertInPhase(snapshot, task.phaseSeq);
  ruleForAsking(snapshot, phase, task, 'DELEGATE');
  await assertReceiver(act.tx, { taskId: task.id, from: actor.id, to });
  await keepTask(act, actor, task);
  act.tx.send(
    `WITH known AS (
       INSERT INTO case_participant (case_id, account_id, kind, since) VALUES ($3, $2, 'DELEGATE', $4) ON CONFLICT DO NOTHING)
     UPDATE task SET delegate_id = $2, version = version + 1 WHERE id = $1`,
    [task.id, to, snapshot.id, act.now],
  );
  recordOperation(act, task, { kind: 'DELEGATE', targetId: to, reason });
  act.audit({
    action: 'TASK_DELEGATE',
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    before: { state: task.state, assignee: task.assigneeId },
    after: { operation: act.id, to, stage: task.stageKey },
  });
  await tellDelegation(act, snapshot, task.id, 'TASK_DELEGATED', [to]);
  return { taskId: task.id, to };
}
