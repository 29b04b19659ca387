import type { Mandate } from '../../domain/substitution/chains.ts';
import type { Tx } from '../../persistence/tx.ts';
import { barOf, COVERS, mandateRows, mandateValue } from '../people/stand-ins/mandates.ts';
import { columns, from, type InboxTask, type Keyed, type PageOf } from './inbox-task.ts';

/** Tasks that the principals have claimed themselves. */
export function listHeldByPrincipals(
  sql: Tx,
  mandates: readonly Mandate[],
  { accountId, after, limit }: PageOf,
): Promise<Keyed<InboxTask>[]> {
  return sql.rows<Keyed<InboxTask> & Record<string, unknown>>(HELD, [
    accountId,
    ...from(after),
    limit,
    mandateValue(mandates),
  ]);
}

const HELD = `WITH m AS (${mandateRows('$5')}),
  page AS (
    SELECT DISTINCT ON (coalesce(t.due_at, 'infinity'), t.id) t.id, m.principal_id
    FROM m JOIN task t ON t.assignee_id = m.principal_id AND t.on_behalf_of IS NULL AND t.state IN ('OPEN', 'CLAIMED') AND t.delegate_id IS NULL
    JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id
    WHERE ${COVERS} AND ${barOf('$1')} IS NULL AND (coalesce(t.due_at, 'infinity'), t.id) > ($2::timestamptz, $3::uuid)
    ORDER BY coalesce(t.due_at, 'infinity'), t.id, m.n LIMIT $4)
  SELECT ${columns('page.principal_id')} FROM page JOIN task t USING (id) JOIN "case" c ON c.id = t.case_id
  ORDER BY coalesce(t.due_at, 'infinity'), t.id`;

/** Tasks that are open to the principals. */
export function listPoolsOfPrincipals(
  sql: Tx,
  mandates: readonly Mandate[],
  { accountId, after, limit }: PageOf,
): Promise<Keyed<InboxTask>[]> {
  return sql.rows<Keyed<InboxTask> & Record<string, unknown>>(OFFERED, [
    accountId,
    ...from(after),
    limit,
    mandateValue(mandates),
  ]);
}

const VALID = (row: string): string =>
  `${row}.valid_from <= now() AND (${row}.valid_to IS NULL OR ${row}.valid_to > now())`;

const FREE = `EXISTS (SELECT FROM task t JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id
      WHERE t.id = tc.task_id AND t.state = 'OPEN' AND ${COVERS} AND ${barOf('$1')} IS NULL)`;

/** One index walk per mandate and scope of its principal. Memberships in companies are left out: what the applicant owes stays theirs. */
const OFFERED = `WITH m AS (${mandateRows('$5')}),
  scopes AS (
    SELECT m.n, r.role, r.unit_id AS scope_id FROM m JOIN role_assignment r ON r.account_id = m.principal_id AND ${VALID('r')}
    UNION
    SELECT m.n, l.kind, l.id FROM m JOIN roster_member k ON k.account_id = m.principal_id AND ${VALID('k')} JOIN roster l ON l.id = k.roster_id),
  offered AS (
    SELECT m.n, m.principal_id, o.task_id, o.due_at FROM m JOIN scopes s ON s.n = m.n CROSS JOIN LATERAL (
      SELECT tc.task_id, tc.due_at FROM task_candidate tc
      WHERE tc.open AND tc.role = s.role AND tc.scope_id = s.scope_id AND (tc.due_at, tc.task_id) > ($2::timestamptz, $3::uuid) AND ${FREE}
      ORDER BY tc.due_at, tc.task_id LIMIT $4) o
    UNION ALL
    SELECT m.n, m.principal_id, o.task_id, o.due_at FROM m CROSS JOIN LATERAL (
      SELECT tc.task_id, tc.due_at FROM task_candidate tc
      WHERE tc.open AND tc.account_id = m.principal_id AND (tc.due_at, tc.task_id) > ($2::timestamptz, $3::uuid) AND ${FREE}
      ORDER BY tc.due_at, tc.task_id LIMIT $4) o),
  page AS (SELECT DISTINCT ON (due_at, task_id) due_at, task_id, principal_id FROM offered ORDER BY due_at, task_id, n LIMIT $4)
  SELECT ${columns('page.principal_id')} FROM page JOIN task t ON t.id = page.task_id JOIN "case" c ON c.id = t.case_id
  ORDER BY page.due_at, page.task_id`;
