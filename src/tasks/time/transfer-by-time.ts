import type { Act } from '../../acts/act.ts';
import type { AutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import { planTime } from '../../domain/time/timetable.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import { setTimetable } from '../runs/clocks.ts';
import { timingOf } from '../runs/rules.ts';
import { tellHolders } from '../runs/tell-holders.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { dueRule, type DueRow } from './due-act.ts';
import { lateReceivers } from './late-receivers.ts';
import { concernedBy, tellDue, tellEndedByTime } from './tell-due.ts';

const REASON: AutomaticReason = 'BY_TIME_TRANSFERRED';

/**
 * Whom the route names decides instead, or the superior, with a deadline of their own; when they let it pass it goes on to the next. Where nobody
 * is left above, it stays where it is.
 */
export async function transferByTime(act: Act, snapshot: CaseSnapshot, due: DueRow): Promise<void> {
  const rule = dueRule(snapshot, due);
  const { receivers, supervisorId } = await lateReceivers(act, snapshot, rule, due.taskId);
  if (receivers.length === 0) {
    act.audit({ action: 'NOBODY_FOUND', caseId: snapshot.id, subject: `task:${due.taskId}`, reasonCode: REASON });
    await tellDue(act, snapshot, due, 'TASK_OVERDUE', 'CANDIDATES', 'SUPERVISOR');
    return;
  }
  const concerned = await concernedBy(act, due.taskId);
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const { clock, ...planned } = planTime(calendar, act.now, timingOf(rule, 'APPROVAL'));
  const given = await act.tx.rows<{ id: string; to: string }>(TRANSFER, [due.taskId, receivers, supervisorId, act.now]);
  if (clock !== null) setTimetable(act, { id: due.taskId }, { ...planned, clock, startLeft: null, overdue: false });
  for (const { id: operation, to } of given) {
    act.audit({
      action: 'TASK_TRANSFER',
      caseId: snapshot.id,
      subject: `task:${due.taskId}`,
      reasonCode: REASON,
      after: { operation, to, stage: rule.key },
    });
  }
  await tellEndedByTime(act, snapshot, due, REASON, { ...concerned, supervisors: [] });
  const told = { taskId: due.taskId, dueAt: planned.dueAt, holders: receivers, ref: `transfer:${due.id}` };
  await tellHolders(act, snapshot, rule, told);
}

/** One statement, so that there is no instant in which nobody may take the task. Whoever held it keeps sight of the case. */
const TRANSFER = `WITH former AS (DELETE FROM task_candidate WHERE task_id = $1),
    past AS (DELETE FROM due_act WHERE task_id = $1 AND state <> 'DONE'),
    known AS (
      INSERT INTO case_participant (case_id, account_id, kind, since)
      SELECT case_id, assignee_id, 'TRANSFERRER', $4 FROM task WHERE id = $1 AND assignee_id IS NOT NULL ON CONFLICT DO NOTHING),
    offered AS (
      INSERT INTO task_candidate (task_id, kind, account_id, due_at, priority)
      SELECT t.id, 'PERSON', r.id, 'infinity', t.priority FROM task t, unnest($2::uuid[]) AS r(id) WHERE t.id = $1),
    moved AS (
      UPDATE task SET state = 'OPEN', delegate_id = NULL, assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, supervisor_id = $3, version = version + 1 WHERE id = $1
      RETURNING id, case_id, stage_id)
  INSERT INTO task_operation (id, case_id, stage_id, task_id, kind, account_id, target_id, created_at)
  SELECT uuidv7(), m.case_id, m.stage_id, m.id, 'TRANSFER', NULL, r.id, $4 FROM moved m, unnest($2::uuid[]) WITH ORDINALITY AS r(id, n) ORDER BY r.n
  RETURNING id, target_id AS "to"`;
