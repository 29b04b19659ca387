import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Facts } from '../../domain/refusal.ts';
import { assertOpen } from '../people/holding.ts';
import { taskHolders } from '../people/people.ts';
import { assertInPhase } from '../snapshot.ts';
import { taskParams } from '../time/tell-due.ts';
import { assertSupervises } from './supervises.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { recordOperation } from '../operations/record-operation.ts';

export interface PriorityInput {
  /** 0 to 100, the highest first. */
  readonly priority: number;
  readonly reason: string;
}

/**
 * What is important is ranked first (NTF-02): a task's supervisor or an administrator says so, with a reason. One that waits keeps it for when
 * it goes on.
 * @throws Refusal NOT_SUPERVISOR, ALREADY_DECIDED, SUPERSEDED, IN_TRANSITION, CASE_CLOSED …
 */
export async function setPriority(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { priority, reason }: PriorityInput,
): Promise<Facts> {
  await assertSupervises(act, snapshot, task.id, actor.id);
  if (task.state !== 'SUSPENDED') assertOpen(task);
  assertInPhase(snapshot, task.phaseSeq);
  const { former } = await act.tx.one<{ former: number }>(
    `WITH former AS (SELECT priority FROM task WHERE id = $1)
     UPDATE task SET priority = $2, version = version + 1 FROM former WHERE id = $1 RETURNING former.priority AS former`,
    [task.id, priority],
  );
  recordOperation(act, task, { kind: 'SET_PRIORITY', reason });
  act.audit({
    action: 'TASK_PRIORITY_SET',
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    before: { priority: former },
    after: { operation: act.id, priority, stage: task.stageKey },
  });
  act.tell({
    process: snapshot.process,
    event: 'TASK_PRIORITY_SET',
    group: 'CANDIDATES',
    accountIds: await taskHolders(act.tx, task.id),
    ref: `operation:${act.id}`,
    caseId: snapshot.id,
    params: { ...withoutDue(await taskParams(act, snapshot, task.id)), priority },
  });
  return { taskId: task.id, priority };
}

function withoutDue({ dueAt: _dueAt, ...about }: Awaited<ReturnType<typeof taskParams>>) {
  return about;
}
