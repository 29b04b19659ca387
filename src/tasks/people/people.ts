import type { Tx } from '../../persistence/tx.ts';
import { factsOfTask, withSubstitutes } from './stand-ins/substitutes.ts';

/** From a task's offers to people, never from all people to the task: there are a hundred thousand of those. */
const holders = (offers: 'tc.open' | 'true'): string => `SELECT DISTINCT a.id FROM (
    SELECT t.id AS task_id, t.stage_id, t.assignee_id AS account_id, true AS claimed FROM wanted t WHERE t.assignee_id IS NOT NULL
    UNION ALL
    SELECT t.id, t.stage_id, t.delegate_id, true FROM wanted t WHERE t.delegate_id IS NOT NULL
    UNION ALL
    SELECT t.id, t.stage_id, coalesce(tc.account_id, r.account_id, m.account_id, l.account_id), false
    FROM wanted t JOIN task_candidate tc ON tc.task_id = t.id AND ${offers}
    LEFT JOIN role_assignment r ON tc.kind = 'ROLE' AND r.role = tc.role AND r.unit_id = tc.scope_id
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())
    LEFT JOIN company_member m ON tc.kind = 'COMPANY' AND m.role = tc.role AND m.company_id = tc.scope_id
      AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())
    LEFT JOIN roster_member l ON tc.kind IN ('POST', 'GROUP') AND l.roster_id = tc.scope_id
      AND l.valid_from <= now() AND (l.valid_to IS NULL OR l.valid_to > now())
    WHERE t.assignee_id IS NULL) held
  JOIN account a ON a.id = held.account_id AND a.state = 'ACTIVE'
  WHERE (held.claimed OR NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = held.stage_id AND x.account_id = a.id))`;

/** Whoever holds the task, or could take it now, by themselves or for somebody else. */
export async function taskHolders(tx: Tx, taskId: string): Promise<readonly string[]> {
  const own = await ids(tx, `WITH wanted AS (SELECT * FROM task WHERE id = $1) ${holders('tc.open')}`, taskId);
  return withSubstitutes(tx, { taskId, facts: () => factsOfTask(tx, taskId) }, own);
}

/** Who could take it by themselves, whether or not its clock runs at the moment. */
export function couldTake(tx: Tx, taskId: string): Promise<string[]> {
  return ids(tx, `WITH wanted AS (SELECT * FROM task WHERE id = $1) ${holders('true')}`, taskId);
}

/** Staff who hold an open task of the case, or could take one. */
export function caseHolders(tx: Tx, caseId: string): Promise<string[]> {
  const wanted = `SELECT * FROM task WHERE case_id = $1 AND state IN ('OPEN', 'CLAIMED')`;
  return ids(tx, `WITH wanted AS (${wanted}) ${holders('tc.open')} AND a.kind = 'STAFF'`, caseId);
}

/** Staff who decided something in the case. */
export function caseDeciders(tx: Tx, caseId: string): Promise<string[]> {
  return ids(
    tx,
    `SELECT DISTINCT d.account_id AS id FROM decision d JOIN account a ON a.id = d.account_id AND a.kind = 'STAFF'
     WHERE d.case_id = $1 AND d.taken_back_at IS NULL`,
    caseId,
  );
}

export function supervisorOf(tx: Tx, taskId: string): Promise<string[]> {
  return ids(tx, 'SELECT supervisor_id AS id FROM task WHERE id = $1 AND supervisor_id IS NOT NULL', taskId);
}

async function ids(tx: Tx, sql: string, id: string): Promise<string[]> {
  return (await tx.rows<{ id: string }>(sql, [id])).map((row) => row.id);
}
