import type { Database } from '../../src/persistence/database.ts';
import { openPhase } from '../../src/tasks/phases/open-phase.ts';
import { makeCases } from '../common/cases.ts';

/** How many rows opening the contract phase writes, counted over all tables it touches. */
export async function rowsOfOpening(db: Database): Promise<number> {
  const [caseId] = await makeCases(db, 1);
  if (caseId === undefined) throw new Error('There is no case to count');
  await openPhase(db.pool, { caseId, generation: 1, seq: 1, name: 'CONTRACTING', human: true });
  const { rows } = await db.sql.one<{ rows: number }>(
    `SELECT 1 + (SELECT count(*) FROM phase WHERE case_id = $1) + (SELECT count(*) FROM stage WHERE case_id = $1)
       + (SELECT count(*) FROM task WHERE case_id = $1) + (SELECT count(*) FROM due_act WHERE case_id = $1)
       + (SELECT count(*) FROM task_candidate c JOIN task t ON t.id = c.task_id WHERE t.case_id = $1)
       + (SELECT count(*) FROM stage_exclusion x JOIN stage s ON s.id = x.stage_id WHERE s.case_id = $1)
       + (SELECT count(*) FROM message WHERE case_id = $1) + (SELECT count(*) + 1 FROM audit_entry WHERE case_id = $1) AS rows`,
    [caseId],
  );
  return rows;
}
