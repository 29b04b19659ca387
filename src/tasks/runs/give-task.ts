import type { Act } from '../../acts/act.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import type { HeldTask } from '../people/holding.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { recordOperation } from '../operations/record-operation.ts';
import { tellHolders } from './tell-holders.ts';

export interface Gift {
  readonly kind: 'TRANSFER' | 'HAND_OVER';
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** What else the audit entry says of it: ids and codes. */
  readonly facts?: Facts;
}

/**
 * The task is this person's alone, its deadline runs on, and whoever could take it before no longer can. One whose clock stands, or whose turn has
 * not come, waits for its new holder as it waited for the former. Who had been asked to work on it has it altogether.
 */
export async function giveTask(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  task: HeldTask,
  { kind, from, to, reason, facts = {} }: Gift,
): Promise<void> {
  const { dueAt } = await act.tx.one<{ dueAt: Date | null }>(GIVE, [task.id, to, from, act.now]);
  recordOperation(act, task, { kind, targetId: to, reason });
  act.audit({
    action: `TASK_${kind}`,
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    before: { state: task.state, assignee: task.assigneeId },
    after: { operation: act.id, to, stage: task.stageKey, ...facts },
  });
  if (task.state === 'SUSPENDED') return;
  await tellHolders(act, snapshot, rule, { taskId: task.id, dueAt, holders: [to], ref: `${kind}:${act.id}` });
}

/** One statement, so that there is no instant in which nobody may take the task. The one who gives it away keeps sight of the case. */
const GIVE = `WITH former AS (DELETE FROM task_candidate WHERE task_id = $1),
    known AS (
      INSERT INTO case_participant (case_id, account_id, kind, since) SELECT case_id, $3, 'TRANSFERRER', $4 FROM task WHERE id = $1
      ON CONFLICT DO NOTHING),
    offered AS (
      INSERT INTO task_candidate (task_id, kind, account_id, due_at, priority, open)
      SELECT id, 'PERSON', $2, coalesce(due_at, 'infinity'), priority, state <> 'SUSPENDED' FROM task WHERE id = $1)
  UPDATE task SET state = CASE state WHEN 'SUSPENDED' THEN state ELSE 'OPEN' END,
         resume_state = CASE WHEN state = 'SUSPENDED' AND (hold IS NULL OR resume_state IS NOT NULL) THEN 'OPEN' END,
         assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, delegate_id = nullif(delegate_id, $2), version = version + 1
  WHERE id = $1 RETURNING due_at AS "dueAt"`;
