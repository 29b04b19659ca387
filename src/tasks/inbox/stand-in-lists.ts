import type { Mandate } from '../../domain/substitution/chains.ts';
import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { barOf, COVERS, mandateRows, mandateValue } from '../people/stand-ins/mandates.ts';
import { everyCondition, walkBounds } from './conditions.ts';
import { columns, type InboxTask, type PageOf } from './inbox-task.ts';
import { behind, FIRST, ORDERS } from './order.ts';

/** Tasks that the principals have claimed themselves, and those delegated to them by others than the reader. */
export function listHeldByPrincipals(
  sql: Tx,
  mandates: readonly Mandate[],
  { accountId, after = FIRST, limit, sort, filter }: PageOf,
): Promise<InboxTask[]> {
  const where = new Where();
  where.bind(accountId);
  const given = mandateRows(where.bind(mandateValue(mandates)));
  const { task, values } = ORDERS[sort];
  where.add(behind(task, values(where, after)));
  for (const condition of everyCondition(where, filter)) where.add(condition);
  const order = task.join(', ');
  return sql.rows<InboxTask & Record<string, unknown>>(
    `WITH m AS (${given}),
  page AS (
    SELECT DISTINCT ON (${order}) t.id, m.principal_id
    FROM m JOIN task t ON t.state IN ('OPEN', 'CLAIMED') AND ((t.assignee_id = m.principal_id AND t.on_behalf_of IS NULL AND t.delegate_id IS NULL)
      OR (t.delegate_id = m.principal_id AND t.assignee_id IS DISTINCT FROM $1 AND t.on_behalf_of IS DISTINCT FROM $1))
    JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id
    WHERE ${COVERS} AND ${barOf('$1')} IS NULL AND ${where.condition}
    ORDER BY ${order}, m.n LIMIT ${where.bind(limit)})
  SELECT ${columns('page.principal_id')} FROM page JOIN task t USING (id) JOIN "case" c ON c.id = t.case_id ORDER BY ${order}`,
    where.values,
  );
}

const VALID = (row: string): string =>
  `${row}.valid_from <= now() AND (${row}.valid_to IS NULL OR ${row}.valid_to > now())`;

/** Every scope of a mandate's principal. Memberships in companies are left out: what the applicant owes stays theirs. */
const SCOPES = `scopes AS (
    SELECT m.n, r.role, r.unit_id AS scope_id FROM m JOIN role_assignment r ON r.account_id = m.principal_id AND ${VALID('r')}
    UNION
    SELECT m.n, l.kind, l.id FROM m JOIN roster_member k ON k.account_id = m.principal_id AND ${VALID('k')} JOIN roster l ON l.id = k.roster_id)`;

/** Tasks that are open to the principals: one index walk per mandate and scope. */
export function listPoolsOfPrincipals(
  sql: Tx,
  mandates: readonly Mandate[],
  { accountId, after = FIRST, limit, sort, filter }: PageOf,
): Promise<InboxTask[]> {
  const where = new Where();
  where.bind(accountId);
  const given = mandateRows(where.bind(mandateValue(mandates)));
  const most = where.bind(limit);
  const { task, candidate, values } = ORDERS[sort];
  const bounds = [behind(candidate, values(where, after)), ...walkBounds(where, filter)];
  const wanted = everyCondition(where, filter).map((one) => ` AND (${one})`);
  const free = `EXISTS (SELECT FROM task t JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id
      WHERE t.id = tc.task_id AND t.state = 'OPEN' AND ${COVERS} AND ${barOf('$1')} IS NULL${wanted.join('')})`;
  const walk = (
    scope: string,
  ) => `SELECT ${candidate.map((key, n) => `${key} AS k${n}`).join(', ')} FROM task_candidate tc
      WHERE ${['tc.open', scope, ...bounds, free].join(' AND ')} ORDER BY ${candidate.join(', ')} LIMIT ${most}`;
  const order = candidate.map((_, n) => `k${n}`).join(', ');
  return sql.rows<InboxTask & Record<string, unknown>>(
    `WITH m AS (${given}),
  ${SCOPES},
  offered AS (
    SELECT m.n, m.principal_id, o.* FROM m JOIN scopes s ON s.n = m.n
    CROSS JOIN LATERAL (${walk('tc.role = s.role AND tc.scope_id = s.scope_id')}) o
    UNION ALL
    SELECT m.n, m.principal_id, o.* FROM m CROSS JOIN LATERAL (${walk('tc.account_id = m.principal_id')}) o),
  page AS (SELECT DISTINCT ON (${order}) * FROM offered ORDER BY ${order}, n LIMIT ${most})
  SELECT ${columns('page.principal_id')} FROM page JOIN task t ON t.id = page.k${candidate.length - 1} JOIN "case" c ON c.id = t.case_id
  ORDER BY ${task.join(', ')}`,
    where.values,
  );
}
