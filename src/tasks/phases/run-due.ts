import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isPostgresError } from '../../persistence/tx.ts';
import type { Gates } from '../deciding/gates.ts';
import { readCase } from '../snapshot.ts';
import type { DueRow } from '../time/due-act.ts';
import { performDue } from '../time/perform-due.ts';
import type { PhaseReport } from './phase-report.ts';
import { systemStep, type StepInput } from './system-step.ts';

export interface RunDueInput extends StepInput {
  /** The instant the timer was set for (ISO): what was planned for it is due, whatever the database's clock says. */
  readonly firedFor: string;
}

/**
 * Does what is due, each act once and conditionally. One that fails is put off by a minute and shows in health; the others are not held up.
 */
export function runDue(pool: Pool, input: RunDueInput, gates: Gates = {}): Promise<PhaseReport> {
  return systemStep(pool, input, 'timer', async (act) => {
    const due = await act.tx.rows<DueRow>(
      `SELECT id, kind, stage_id AS "stageId", task_id AS "taskId", at FROM due_act
       WHERE case_id = $1 AND state = 'PENDING' AND at <= greatest($2::timestamptz, $3::timestamptz) ORDER BY at, id`,
      [input.caseId, act.now, input.firedFor],
    );
    for (const row of due) await attempt(act, input.caseId, row, gates);
  });
}

/** What it leaves behind is written inside its savepoint: an act that fails takes its notices and audit entries with it. */
async function attempt(step: Act, caseId: string, row: DueRow, gates: Gates): Promise<void> {
  const act = new Act(step.tx, step, step.actor, step.channel);
  await act.tx.run('SAVEPOINT due');
  try {
    const taken = await act.tx.run(`UPDATE due_act SET state = 'DONE' WHERE id = $1 AND state = 'PENDING'`, [row.id]);
    // An act done a moment ago in this same step may have canceled this one.
    if (taken === 1) await performDue(act, await readCase(act.tx, caseId), row, gates);
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
