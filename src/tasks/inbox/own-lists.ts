import type { Tx } from '../../persistence/tx.ts';
import { columns, from, type InboxTask, type Keyed, type PageOf } from './inbox-task.ts';

/** What is delegated waits for the delegate. */
export const HELD = `SELECT id FROM task WHERE assignee_id = $1 AND state IN ('OPEN', 'CLAIMED') AND delegate_id IS NULL
    UNION SELECT id FROM task WHERE on_behalf_of = $1 AND state = 'CLAIMED' AND delegate_id IS NULL
    UNION SELECT id FROM task WHERE delegate_id = $1 AND state IN ('OPEN', 'CLAIMED')`;

/** What this person has and others have to speak on first: delegated, or waiting for signers they added before themselves. */
const WAITING = `SELECT id FROM task WHERE assignee_id = $1 AND state IN ('OPEN', 'CLAIMED') AND delegate_id IS NOT NULL
    UNION SELECT id FROM task WHERE assignee_id = $1 AND state = 'SUSPENDED' AND hold = 'SIGNER'`;

/** Tasks this person holds, those that a substitute has claimed in their name, and those delegated to them. */
export function listOwn(sql: Tx, page: PageOf): Promise<Keyed<InboxTask>[]> {
  return listOf(sql, HELD, page);
}

export function listWaiting(sql: Tx, page: PageOf): Promise<Keyed<InboxTask>[]> {
  return listOf(sql, WAITING, page);
}

function listOf(sql: Tx, ids: string, { accountId, after, limit }: PageOf): Promise<Keyed<InboxTask>[]> {
  return sql.rows<Keyed<InboxTask>>(
    `SELECT ${columns('CASE WHEN t.assignee_id = $1 THEN t.on_behalf_of END')} FROM (${ids}) held JOIN task t USING (id) JOIN "case" c ON c.id = t.case_id
     WHERE (coalesce(t.due_at, 'infinity'), t.id) > ($2::timestamptz, $3::uuid)
     ORDER BY coalesce(t.due_at, 'infinity'), t.id LIMIT $4`,
    [accountId, ...from(after), limit],
  );
}

/** One index walk per (role, unit) pair, post and group the person has now, and one for what is offered to them in person. */
export const SCOPES = `scopes AS (
    SELECT role, unit_id AS scope_id FROM role_assignment WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
    UNION
    SELECT role, company_id FROM company_member WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
    UNION
    SELECT l.kind, l.id FROM roster_member m JOIN roster l ON l.id = m.roster_id
    WHERE m.account_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))`;

const FREE = `EXISTS (SELECT FROM task f WHERE f.id = tc.task_id AND f.state = 'OPEN' AND NOT EXISTS (
    SELECT FROM stage_exclusion x WHERE x.stage_id = f.stage_id AND x.account_id = $1))`;

export const OFFERED = `SELECT o.task_id, o.due_at FROM scopes s CROSS JOIN LATERAL (
      SELECT tc.task_id, tc.due_at FROM task_candidate tc
      WHERE tc.open AND tc.role = s.role AND tc.scope_id = s.scope_id AND (tc.due_at, tc.task_id) > ($2::timestamptz, $3::uuid) AND ${FREE}
      ORDER BY tc.due_at, tc.task_id LIMIT $4) o
    UNION
    SELECT p.task_id, p.due_at FROM (
      SELECT tc.task_id, tc.due_at FROM task_candidate tc
      WHERE tc.open AND tc.account_id = $1 AND (tc.due_at, tc.task_id) > ($2::timestamptz, $3::uuid) AND ${FREE}
      ORDER BY tc.due_at, tc.task_id LIMIT $4) p`;

/** Tasks this person could take: open, nobody's yet, nothing excludes them. */
export function listOwnPools(sql: Tx, { accountId, after, limit }: PageOf): Promise<Keyed<InboxTask>[]> {
  return sql.rows<Keyed<InboxTask>>(
    `WITH ${SCOPES}, page AS (SELECT * FROM (${OFFERED}) offered ORDER BY due_at, task_id LIMIT $4)
     SELECT ${columns('NULL')} FROM page JOIN task t ON t.id = page.task_id JOIN "case" c ON c.id = t.case_id ORDER BY page.due_at, page.task_id`,
    [accountId, ...from(after), limit],
  );
}
