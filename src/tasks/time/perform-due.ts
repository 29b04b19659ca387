import type { Act } from '../../acts/act.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { expireSupplement } from '../../domain/tasks/conclude-stage.ts';
import type { SystemReason } from '../../domain/tasks/reasons/system-reasons.ts';
import type { Gates } from '../deciding/gates.ts';
import { releaseIfLost } from '../people/lost-claims.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import { phaseState, type CaseSnapshot } from '../snapshot.ts';
import { decideByTime } from './decide-by-time.ts';
import { dueRule, runOf, type DueRow } from './due-act.ts';
import { tellDue } from './tell-due.ts';
import { transferByTime } from './transfer-by-time.ts';

/** Does one thing that is due. Whatever the system decides by itself bears its own reason code and nobody's name. */
export async function performDue(act: Act, snapshot: CaseSnapshot, due: DueRow, gates: Gates): Promise<void> {
  // So that those who may take the task hear of it, and not whoever held it until a role ran out.
  await releaseIfLost(act, due.taskId);
  switch (due.kind) {
    case 'REMIND':
      await remind(act, snapshot, due);
      break;
    case 'AT_RISK':
      await tellDue(act, snapshot, due, 'TASK_AT_RISK', 'SUPERVISOR');
      break;
    case 'DUE':
      await overdue(act, snapshot, due, gates);
      break;
    case 'REMIND_AFTER':
      await tellDue(act, snapshot, due, 'TASK_OVERDUE', 'CANDIDATES', 'SUPERVISOR');
      break;
    case 'OVERDUE':
      await followUp(act, snapshot, due, gates);
      break;
    case 'EXPIRE':
      await expire(act, snapshot, due);
      break;
  }
  const reasonCode: SystemReason = 'BY_TIME';
  act.audit({ action: `DUE_${due.kind}`, caseId: snapshot.id, subject: `task:${due.taskId}`, reasonCode });
}

async function remind(act: Act, snapshot: CaseSnapshot, due: DueRow): Promise<void> {
  const owed = runOf(snapshot, due).run.kind === 'SUPPLEMENT';
  if (owed) await tellDue(act, snapshot, due, 'SUPPLEMENT_REMINDER', 'APPLICANT');
  else await tellDue(act, snapshot, due, 'TASK_REMINDER', 'CANDIDATES');
}

/** NTF-03: overdue is recorded and told; what the route wants done then follows at once, or after its grace. */
async function overdue(act: Act, snapshot: CaseSnapshot, due: DueRow, gates: Gates): Promise<void> {
  await act.tx.run('UPDATE task SET overdue_at = $2, version = version + 1 WHERE id = $1', [due.taskId, act.now]);
  const { onOverdue, overdueGrace } = dueRule(snapshot, due);
  const isFollowed = onOverdue !== 'NOTHING' && overdueGrace === undefined;
  // Who is about to lose the task is not asked to see to it.
  if (!isFollowed || onOverdue === 'ESCALATE') await tellDue(act, snapshot, due, 'TASK_OVERDUE', 'CANDIDATES');
  if (isFollowed) await followUp(act, snapshot, due, gates);
  else await tellDue(act, snapshot, due, 'TASK_OVERDUE', 'SUPERVISOR');
}

async function followUp(act: Act, snapshot: CaseSnapshot, due: DueRow, gates: Gates): Promise<void> {
  const { onOverdue } = dueRule(snapshot, due);
  switch (onOverdue) {
    case 'NOTHING':
      return;
    case 'ESCALATE':
      return escalate(act, snapshot, due);
    case 'TRANSFER':
      return transferByTime(act, snapshot, due);
    case 'APPROVE':
    case 'REJECT': {
      const word = await decideByTime(act, snapshot, due, onOverdue, gates);
      if (word.kind === 'REFUSED') await leaveToPeople(act, snapshot, due, word.code);
    }
  }
}

/** What the form does not let through is for people still, and the superior is one of them now. */
async function leaveToPeople(act: Act, snapshot: CaseSnapshot, due: DueRow, reasonCode: RefusalCode): Promise<void> {
  act.audit({ action: 'NOT_DECIDED_BY_TIME', caseId: snapshot.id, subject: `task:${due.taskId}`, reasonCode });
  await escalate(act, snapshot, due);
}

/** The superior may now decide too. */
async function escalate(act: Act, snapshot: CaseSnapshot, due: DueRow): Promise<void> {
  const escalated = await act.tx.run(
    `INSERT INTO task_candidate (task_id, kind, account_id, due_at, priority, escalated)
     SELECT t.id, 'PERSON', t.supervisor_id, coalesce(t.due_at, 'infinity'), t.priority, true FROM task t
     WHERE t.id = $1 AND t.supervisor_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = t.supervisor_id)
       AND NOT EXISTS (SELECT FROM task_candidate c WHERE c.task_id = t.id AND c.account_id = t.supervisor_id AND c.escalated)`,
    [due.taskId],
  );
  if (escalated === 1) {
    const reasonCode: SystemReason = 'OVERDUE';
    act.audit({ action: 'TASK_ESCALATED', caseId: snapshot.id, subject: `task:${due.taskId}`, reasonCode });
    await tellDue(act, snapshot, due, 'TASK_ESCALATED', 'SUPERVISOR');
  }
}

async function expire(act: Act, snapshot: CaseSnapshot, due: DueRow): Promise<void> {
  const { phase, run } = runOf(snapshot, due);
  if (snapshot.closing !== null || phase.state !== 'OPEN' || run.state !== 'OPEN') return;
  await applyEffects(act, snapshot, phase, expireSupplement(phaseState(snapshot, phase), run), {
    decisionId: null,
    taskId: null,
    accountId: null,
    bySystem: true,
  });
}
