import type { Act } from '../../acts/act.ts';
import type { AutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import { planTime } from '../../domain/time/timetable.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import { setTimetable } from '../runs/clocks.ts';
import { timingOf } from '../runs/rules.ts';
import { tellHolders } from '../runs/tell-holders.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { dueRule, type DueRow } from './due-act.ts';
import { concernedBy, tellDue, tellEndedByTime } from './tell-due.ts';

const REASON: AutomaticReason = 'BY_TIME_TRANSFERRED';

/**
 * The superior decides instead, with a deadline of their own; when they let it pass it goes on to theirs. Where nobody is left above, it
 * stays where it is.
 */
export async function transferByTime(act: Act, snapshot: CaseSnapshot, due: DueRow): Promise<void> {
  const heads = await act.tx.rows<{ id: string }>(SUPERIORS, [due.taskId, snapshot.unitPath]);
  const [receiver, next] = heads;
  if (receiver === undefined) {
    act.audit({ action: 'NOBODY_FOUND', caseId: snapshot.id, subject: `task:${due.taskId}`, reasonCode: REASON });
    await tellDue(act, snapshot, due, 'TASK_OVERDUE', 'CANDIDATES', 'SUPERVISOR');
    return;
  }
  const concerned = await concernedBy(act, due.taskId);
  const rule = dueRule(snapshot, due);
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const { clock, ...planned } = planTime(calendar, act.now, timingOf(rule, 'APPROVAL'));
  const { id: operationId } = await act.tx.one<{ id: string }>(TRANSFER, [
    due.taskId,
    receiver.id,
    next?.id ?? null,
    act.now,
  ]);
  if (clock !== null) setTimetable(act, { id: due.taskId }, { ...planned, clock, startLeft: null, overdue: false });
  act.audit({
    action: 'TASK_TRANSFER',
    caseId: snapshot.id,
    subject: `task:${due.taskId}`,
    reasonCode: REASON,
    after: { operation: operationId, to: receiver.id, stage: rule.key },
  });
  await tellEndedByTime(act, snapshot, due, REASON, { ...concerned, supervisors: [] });
  const told = { taskId: due.taskId, dueAt: planned.dueAt, holders: [receiver.id], ref: `transfer:${operationId}` };
  await tellHolders(act, snapshot, rule, told);
}

/**
 * The task's supervisor, then the heads above them, nearest first: active staff whom nothing excludes from the stage, who have no other word in
 * it, and to whom time has not brought the task before.
 */
const SUPERIORS = `WITH asked AS (SELECT * FROM task WHERE id = $1),
    heads AS (SELECT u.head_id AS id, max(cardinality(u.path)) AS depth FROM unit u WHERE u.id = ANY ($2::uuid[]) AND u.head_id IS NOT NULL GROUP BY 1)
  SELECT h.id FROM asked t JOIN heads h ON h.id = t.supervisor_id OR h.depth < (SELECT s.depth FROM heads s WHERE s.id = t.supervisor_id)
  JOIN account a ON a.id = h.id AND a.state = 'ACTIVE' AND a.kind = 'STAFF'
  WHERE NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = h.id)
    AND NOT EXISTS (SELECT FROM task o WHERE o.stage_id = t.stage_id AND o.id <> t.id AND o.state <> 'CANCELED' AND (o.decided_by = h.id
      OR o.assignee_id = h.id OR EXISTS (SELECT FROM task_candidate c WHERE c.task_id = o.id AND c.account_id = h.id)))
    AND NOT EXISTS (SELECT FROM task_operation p WHERE p.task_id = t.id AND p.account_id IS NULL AND p.target_id = h.id)
  ORDER BY h.depth DESC`;

/** One statement, so that there is no instant in which nobody may take the task. Whoever held it keeps sight of the case. */
const TRANSFER = `WITH former AS (DELETE FROM task_candidate WHERE task_id = $1),
    past AS (DELETE FROM due_act WHERE task_id = $1 AND state <> 'DONE'),
    known AS (
      INSERT INTO case_participant (case_id, account_id, kind, since)
      SELECT case_id, assignee_id, 'TRANSFERRER', $4 FROM task WHERE id = $1 AND assignee_id IS NOT NULL ON CONFLICT DO NOTHING),
    offered AS (
      INSERT INTO task_candidate (task_id, kind, account_id, due_at, priority)
      SELECT id, 'PERSON', $2, 'infinity', priority FROM task WHERE id = $1),
    moved AS (
      UPDATE task SET state = 'OPEN', delegate_id = NULL, assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, supervisor_id = $3, version = version + 1 WHERE id = $1
      RETURNING id, case_id, stage_id)
  INSERT INTO task_operation (id, case_id, stage_id, task_id, kind, account_id, target_id, created_at)
  SELECT uuidv7(), case_id, stage_id, id, 'TRANSFER', NULL, $2, $4 FROM moved RETURNING id`;
