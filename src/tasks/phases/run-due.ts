import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { expireSupplement } from '../../domain/tasks/conclude-stage.ts';
import { isPostgresError } from '../../persistence/tx.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import { ruleOf } from '../runs/rules.ts';
import { releaseIfLost } from '../people/lost-claims.ts';
import { supervisorOf, taskHolders } from '../people/people.ts';
import type { PhaseReport } from './phase-report.ts';
import { phaseState, readCase, type CaseSnapshot } from '../snapshot.ts';
import { systemStep, type StepInput } from './system-step.ts';
import { caseParams } from '../case-params.ts';

export interface RunDueInput extends StepInput {
  /** The instant the timer was set for (ISO): what was planned for it is due, whatever the database's clock says. */
  readonly firedFor: string;
}

interface DueRow {
  id: string;
  kind: 'REMIND' | 'AT_RISK' | 'DUE' | 'EXPIRE';
  stageId: string;
  taskId: string;
  at: Date;
}

/**
 * Does what is due, each act once and conditionally. One that fails is put off by a minute and shows in health; the others are not held up.
 */
export function runDue(pool: Pool, input: RunDueInput): Promise<PhaseReport> {
  return systemStep(pool, input, 'timer', async (act) => {
    const due = await act.tx.rows<DueRow>(
      `SELECT id, kind, stage_id AS "stageId", task_id AS "taskId", at FROM due_act
       WHERE case_id = $1 AND state = 'PENDING' AND at <= greatest($2::timestamptz, $3::timestamptz) ORDER BY at, id`,
      [input.caseId, act.now, input.firedFor],
    );
    for (const row of due) await attempt(act, input.caseId, row);
  });
}

/** What it leaves behind is written inside its savepoint: an act that fails takes its notices and audit entries with it. */
async function attempt(step: Act, caseId: string, row: DueRow): Promise<void> {
  const act = new Act(step.tx, step, step.actor, step.channel);
  await act.tx.run('SAVEPOINT due');
  try {
    const taken = await act.tx.run(`UPDATE due_act SET state = 'DONE' WHERE id = $1 AND state = 'PENDING'`, [row.id]);
    // An act done a moment ago in this same step may have canceled this one.
    if (taken === 1) await perform(act, await readCase(act.tx, caseId), row);
    await act.flush();
    await act.tx.run('RELEASE SAVEPOINT due');
  } catch (error) {
    // Errors of the connection end the whole step; those of one act only put that act off.
    if (error instanceof Error && !isPostgresError(error) && !(error instanceof Refusal) && 'code' in error)
      throw error;
    await act.tx.run('ROLLBACK TO SAVEPOINT due');
    await act.tx.run(
      `UPDATE due_act SET attempts = attempts + 1, last_error = $2, at = clock_timestamp() + interval '1 minute' WHERE id = $1`,
      [row.id, error instanceof Error ? error.message.slice(0, 500) : 'unknown'],
    );
  }
}

async function perform(act: Act, snapshot: CaseSnapshot, row: DueRow): Promise<void> {
  // So that those who may take the task hear of it, and not whoever held it until a role ran out.
  await releaseIfLost(act, row.taskId);
  switch (row.kind) {
    case 'REMIND':
      await remind(act, snapshot, row);
      break;
    case 'AT_RISK':
      await tell(act, snapshot, row, 'TASK_AT_RISK', 'SUPERVISOR');
      break;
    case 'DUE':
      await overdue(act, snapshot, row);
      break;
    case 'EXPIRE':
      await expire(act, snapshot, row);
      break;
  }
  act.audit({ action: `DUE_${row.kind}`, caseId: snapshot.id, subject: `task:${row.taskId}`, reasonCode: 'BY_TIME' });
}

async function remind(act: Act, snapshot: CaseSnapshot, row: DueRow): Promise<void> {
  const owed = runOf(snapshot, row).run.kind === 'SUPPLEMENT';
  await tell(act, snapshot, row, owed ? 'SUPPLEMENT_REMINDER' : 'TASK_REMINDER', owed ? 'APPLICANT' : 'CANDIDATES');
}

/** NTF-03: overdue is recorded and told; where the route says so the superior may now decide too. */
async function overdue(act: Act, snapshot: CaseSnapshot, row: DueRow): Promise<void> {
  await act.tx.run('UPDATE task SET overdue_at = $2, version = version + 1 WHERE id = $1', [row.taskId, act.now]);
  await tell(act, snapshot, row, 'TASK_OVERDUE', 'CANDIDATES');
  const { phase, run } = runOf(snapshot, row);
  if (ruleOf(snapshot, phase, run.key).onOverdue !== 'ESCALATE') return;
  const escalated = await act.tx.run(
    `INSERT INTO task_candidate (task_id, kind, account_id, due_at)
     SELECT t.id, 'PERSON', t.supervisor_id, coalesce(t.due_at, 'infinity') FROM task t
     WHERE t.id = $1 AND t.supervisor_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = t.supervisor_id)
       AND NOT EXISTS (SELECT FROM task_candidate c WHERE c.task_id = t.id AND c.account_id = t.supervisor_id)`,
    [row.taskId],
  );
  if (escalated === 1) {
    act.audit({ action: 'TASK_ESCALATED', caseId: snapshot.id, subject: `task:${row.taskId}`, reasonCode: 'OVERDUE' });
    await tell(act, snapshot, row, 'TASK_ESCALATED', 'SUPERVISOR');
  }
}

async function expire(act: Act, snapshot: CaseSnapshot, row: DueRow): Promise<void> {
  const { phase, run } = runOf(snapshot, row);
  if (snapshot.closing !== null || phase.state !== 'OPEN' || run.state !== 'OPEN') return;
  await applyEffects(act, snapshot, phase, expireSupplement(phaseState(snapshot, phase), run), {
    decisionId: null,
    taskId: null,
    accountId: null,
    bySystem: true,
  });
}

function runOf(snapshot: CaseSnapshot, { stageId }: DueRow) {
  for (const phase of snapshot.phases) {
    const run = phase.runs.find(({ id }) => id === stageId);
    if (run !== undefined) return { phase, run };
  }
  throw new Error(`Stage ${stageId} is in no phase that is still looked at`);
}

type TimedEvent = 'TASK_REMINDER' | 'SUPPLEMENT_REMINDER' | 'TASK_AT_RISK' | 'TASK_OVERDUE' | 'TASK_ESCALATED';

async function tell(
  act: Act,
  snapshot: CaseSnapshot,
  row: DueRow,
  event: TimedEvent,
  group: 'APPLICANT' | 'CANDIDATES' | 'SUPERVISOR',
): Promise<void> {
  const people = await (group === 'SUPERVISOR' ? supervisorOf : taskHolders)(act.tx, row.taskId);
  const task = await act.tx.one<{ titleZh: string; titleEn: string; dueAt: Date | null }>(
    'SELECT title_zh AS "titleZh", title_en AS "titleEn", due_at AS "dueAt" FROM task WHERE id = $1',
    [row.taskId],
  );
  act.tell({
    process: snapshot.process,
    event,
    group,
    accountIds: people,
    ref: `due:${row.id}`,
    caseId: snapshot.id,
    params: {
      ...caseParams(snapshot),
      taskId: row.taskId,
      stageTitleZh: task.titleZh,
      stageTitleEn: task.titleEn,
      dueAt: task.dueAt?.toISOString() ?? null,
    },
  });
}
