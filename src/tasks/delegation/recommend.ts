import type { Act } from '../../acts/act.ts';
import { bindAttachments } from '../../conversation/attachments/bind.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { recordOperation } from '../operations/record-operation.ts';
import { assertOpen, isDelegate, worksFor } from '../people/holding.ts';
import { taskHolders } from '../people/people.ts';
import { ruleOf } from '../runs/rules.ts';
import { assertInPhase } from '../snapshot.ts';
import { tellDelegation } from './tell-delegation.ts';

export interface Recommendation {
  readonly outcome: 'APPROVE' | 'REJECT' | 'RETURN';
  readonly reason: string;
  /** Files this person uploaded to the case for it. */
  readonly attachments?: readonly string[] | undefined;
}

/**
 * The delegate, or who stands in for them, says what they would decide, and why; the task is its holder's again, and nothing is decided yet.
 * @throws Refusal NOT_DELEGATE, OUTCOME_NOT_OFFERED, ALREADY_DECIDED, SUPERSEDED, TASK_SUSPENDED, ATTACHMENT_UNKNOWN, TOO_MANY_FILES, IN_TRANSITION, CASE_CLOSED …
 */
export async function recommend(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { outcome, reason, attachments = [] }: Recommendation,
): Promise<Facts> {
  assertOpen(task);
  if (!isDelegate(task, actor.id)) throw new Refusal('NOT_DELEGATE');
  // What a delegate says is theirs, also where they stand in for somebody who could take the task.
  act.standInFor(worksFor(task, actor.id));
  const phase = assertInPhase(snapshot, task.phaseSeq);
  const { outcomes } = ruleOf(snapshot, phase, task.stageKey);
  if (!outcomes.includes(outcome)) throw new Refusal('OUTCOME_NOT_OFFERED', { outcome, offered: outcomes });
  const holders = (await taskHolders(act.tx, task.id)).filter((id) => id !== actor.id);
  act.tx.send(
    `WITH known AS (
       INSERT INTO case_participant (case_id, account_id, kind, since) VALUES ($2, $3, 'DELEGATE', $4) ON CONFLICT DO NOTHING)
     UPDATE task SET delegate_id = NULL, version = version + 1 WHERE id = $1`,
    [task.id, snapshot.id, actor.id, act.now],
  );
  recordOperation(act, task, { kind: 'RECOMMEND', targetId: task.assigneeId, reason, outcome });
  await bindAttachments(act, {
    caseId: snapshot.id,
    process: snapshot.process,
    by: actor.id,
    fileIds: attachments,
    to: { kind: 'RECOMMENDATION', id: act.id },
  });
  act.audit({
    action: 'TASK_RECOMMEND',
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    after: { operation: act.id, recommended: outcome, stage: task.stageKey },
  });
  await tellDelegation(act, snapshot, task.id, 'RECOMMENDATION_RECEIVED', holders);
  return { taskId: task.id, outcome };
}
