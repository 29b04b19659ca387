import { pause, resume, type Remaining } from '../../domain/time/pause.ts';
import type { Act } from '../../acts/act.ts';
import { around } from './deadlines.ts';
import { ruleOf, timingOf } from './rules.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';

/** Stops a run's clock and keeps what was left of it (product §1: SUSPENDED, remaining time kept). */
export async function suspendRun(act: Act, snapshot: CaseSnapshot, phase: PhaseRow, stageId: string): Promise<void> {
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const rule = ruleOf(snapshot, phase, keyOf(phase, stageId));
  act.tx.send(`UPDATE stage SET state = 'SUSPENDED' WHERE id = $1`, [stageId]);
  act.tx.send(`UPDATE due_act SET state = 'CANCELED' WHERE stage_id = $1 AND state = 'PENDING'`, [stageId]);
  const open = await act.tx.rows<{ id: string; dueAt: Date | null }>(
    `SELECT id, due_at AS "dueAt" FROM task WHERE stage_id = $1 AND state IN ('OPEN', 'CLAIMED')`,
    [stageId],
  );
  for (const task of open) {
    const left =
      task.dueAt === null || rule.due === undefined ? undefined : pause(calendar, rule.due.unit, act.now, task.dueAt);
    act.tx.send(
      `UPDATE task SET resume_state = state, state = 'SUSPENDED', remaining_unit = $2, remaining = $3, version = version + 1 WHERE id = $1`,
      [task.id, left?.unit ?? null, left?.n ?? null],
    );
    act.tx.send('UPDATE task_candidate SET open = false WHERE task_id = $1', [task.id]);
  }
}

/** Lets the clock run again: the due instant moves by exactly the time the applicant took. */
export async function resumeRun(act: Act, snapshot: CaseSnapshot, phase: PhaseRow, stageId: string): Promise<void> {
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const timing = timingOf(ruleOf(snapshot, phase, keyOf(phase, stageId)), 'APPROVAL');
  act.tx.send(`UPDATE stage SET state = 'OPEN' WHERE id = $1`, [stageId]);
  const suspended = await act.tx.rows<{
    id: string;
    unit: Remaining['unit'] | null;
    n: number | null;
    flag: 'BEYOND_CALENDAR' | null;
    overdue: boolean;
  }>(
    `SELECT id, remaining_unit AS unit, remaining AS n, due_flag AS flag, overdue_at IS NOT NULL AS overdue FROM task
     WHERE stage_id = $1 AND state = 'SUSPENDED' AND hold IS NULL`,
    [stageId],
  );
  for (const task of suspended) {
    const deadline =
      task.unit === null || task.n === null ? undefined : resume(calendar, { unit: task.unit, n: task.n }, act.now);
    const dueAt = deadline?.kind === 'AT' ? deadline.at : null;
    const planned = dueAt === null ? NOTHING_PLANNED : around(calendar, act.now, dueAt, timing);
    act.tx.send(
      `WITH resumed AS (
         UPDATE task SET state = coalesce(resume_state, 'OPEN'), resume_state = NULL, remaining_unit = NULL, remaining = NULL, due_at = $2,
                at_risk_at = $3, due_flag = $4, version = version + 1 WHERE id = $1 RETURNING id, case_id, stage_id, state),
       reopened AS (
         UPDATE task_candidate SET open = (SELECT state = 'OPEN' FROM resumed), due_at = coalesce($2::timestamptz, 'infinity') WHERE task_id = $1)
       INSERT INTO due_act (case_id, generation, stage_id, task_id, kind, at)
       SELECT resumed.case_id, $6::int, resumed.stage_id, resumed.id, d.kind, d.at
       FROM resumed, jsonb_to_recordset($5::jsonb) AS d(kind text, at timestamptz)`,
      [
        task.id,
        dueAt,
        planned.atRiskAt,
        // A deadline that was beyond the calendar's known years had no time to keep; it stays flagged.
        deadline?.kind === 'BEYOND_CALENDAR' ? 'BEYOND_CALENDAR' : task.flag,
        // Who was overdue before has been told so, and the superior with them.
        JSON.stringify(task.overdue ? [] : planned.acts),
        snapshot.generation,
      ],
    );
  }
}

const NOTHING_PLANNED = { atRiskAt: null, acts: [] };

function keyOf(phase: PhaseRow, stageId: string): string {
  const run = phase.runs.find(({ id }) => id === stageId);
  if (run === undefined) throw new Error(`Stage ${stageId} is not of phase ${phase.seq}`);
  return run.key;
}
