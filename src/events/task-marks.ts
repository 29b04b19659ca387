import { taskChanges, TASK_CHANGES, type TaskMark } from '../domain/webhooks/task-changes.ts';
import type { Happening } from '../domain/webhooks/events.ts';
import type { Tx } from '../persistence/tx.ts';

const MARK = `SELECT t.id, t.case_id AS "caseId", t.stage_key AS stage, t.state, t.hold, t.due_at AS "dueAt", t.overdue_at AS "overdueAt" FROM task t`;

type Row = { -readonly [Column in keyof TaskMark]: TaskMark[Column] };

/** The tasks of these cases that are not over; none while nobody outside wants to hear what becomes of them. The cases are locked. */
export function marksOf(tx: Tx, caseIds: readonly string[]): Promise<TaskMark[]> {
  return tx.rows<Row>(
    `${MARK} WHERE t.case_id = ANY ($1) AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED')
       AND EXISTS (SELECT FROM webhook w WHERE w.state <> 'REMOVED' AND w.events && $2::text[]) ORDER BY t.case_id, t.id`,
    [caseIds, TASK_CHANGES],
  );
}

/** What became of them since. */
export async function changesSince(tx: Tx, marks: readonly TaskMark[], bySystem: boolean): Promise<Happening[]> {
  if (marks.length === 0) return [];
  const after = await tx.rows<Row>(`${MARK} WHERE t.id = ANY ($1)`, [marks.map(({ id }) => id)]);
  return taskChanges(marks, after, bySystem);
}
