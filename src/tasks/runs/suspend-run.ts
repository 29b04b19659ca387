import type { Act } from '../../acts/act.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';
import { CLOCK_COLUMNS, startClock, stopClock, type ClockRow } from './clocks.ts';
import { ruleOf, timingOf } from './rules.ts';

/** Stops a run's clock and keeps what was left of it (product §1: SUSPENDED, remaining time kept). */
export async function suspendRun(act: Act, snapshot: CaseSnapshot, stageId: string): Promise<void> {
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  act.tx.send(`UPDATE stage SET state = 'SUSPENDED' WHERE id = $1`, [stageId]);
  const open = await act.tx.rows<ClockRow & Record<string, unknown>>(
    `SELECT ${CLOCK_COLUMNS} FROM task t WHERE t.stage_id = $1 AND t.state IN ('OPEN', 'CLAIMED')`,
    [stageId],
  );
  for (const task of open) {
    stopClock(act, calendar, task);
    act.tx.send(
      `WITH shut AS (UPDATE task_candidate SET open = false WHERE task_id = $1)
       UPDATE task SET resume_state = state, state = 'SUSPENDED' WHERE id = $1`,
      [task.id],
    );
  }
}

/** Lets the clock run again: the due instant moves by exactly the time the applicant took. */
export async function resumeRun(act: Act, snapshot: CaseSnapshot, phase: PhaseRow, stageId: string): Promise<void> {
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const timing = timingOf(ruleOf(snapshot, phase, keyOf(phase, stageId)), 'APPROVAL');
  act.tx.send(`UPDATE stage SET state = 'OPEN' WHERE id = $1`, [stageId]);
  const suspended = await act.tx.rows<ClockRow & Record<string, unknown>>(
    `SELECT ${CLOCK_COLUMNS} FROM task t WHERE t.stage_id = $1 AND t.state = 'SUSPENDED' AND t.hold IS NULL`,
    [stageId],
  );
  for (const task of suspended) {
    act.tx.send(
      `WITH resumed AS (
         UPDATE task SET state = coalesce(resume_state, 'OPEN'), resume_state = NULL, version = version + 1 WHERE id = $1 RETURNING state)
       UPDATE task_candidate SET open = (SELECT state = 'OPEN' FROM resumed) WHERE task_id = $1`,
      [task.id],
    );
    startClock(act, calendar, timing, task);
  }
}

function keyOf(phase: PhaseRow, stageId: string): string {
  const run = phase.runs.find(({ id }) => id === stageId);
  if (run === undefined) throw new Error(`Stage ${stageId} is not of phase ${phase.seq}`);
  return run.key;
}
