/** Every (role, unit) pair, post and group the person has now, numbered. */
export const SCOPES = `scopes AS MATERIALIZED (SELECT row_number() OVER () AS n, role, scope_id FROM (
    SELECT role, unit_id AS scope_id FROM role_assignment WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
    UNION
    SELECT role, company_id FROM company_member WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
    UNION
    SELECT l.kind, l.id FROM roster_member m JOIN roster l ON l.id = m.roster_id
    WHERE m.account_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())) every_scope)`;

export const EXCLUDED = 'EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = $1)';

/** Which offers a page is made of. */
interface Offers {
  /** On the candidate row `tc` alone. */
  readonly bounds: readonly string[];
  /** On its task `t` and the case `c` of that. */
  readonly conditions: readonly string[];
  readonly keys: readonly string[];
  readonly limit: string;
  /** Columns of the task beside the keys. */
  readonly shown?: string;
}

/**
 * The merge ends a walk, not this number. The planner does not know it, and so plans for a part of the walk, along the index; planning for all of
 * it, it would rather read everything and sort.
 */
const UNTIL_MERGED = '(SELECT 1000000000)';

/** So many scopes are walked in step with each other; few people have more, and each further one is walked to a page of its own. */
const MERGED_SCOPES = 4;

/**
 * One index walk per scope, and one for what is offered to the person by name, merged in the order of the keys. A task is looked at when the merge
 * reaches it, and none once the page is full: `OFFSET 0` keeps the planner from joining first and ordering afterwards.
 */
export function offered({ bounds, conditions, keys, limit, shown = '' }: Offers): string {
  const order = orderOf(keys);
  const ofCase = conditions.length === 0 ? '' : 'JOIN "case" c ON c.id = t.case_id';
  const wanted = ["t.state = 'OPEN'", `NOT ${EXCLUDED}`, ...conditions.map((one) => `(${one})`)].join(' AND ');
  const free = (id: string) => `SELECT ${shown} FROM task t ${ofCase} WHERE t.id = ${id} AND ${wanted}`;
  const walk = (
    scope: string,
    most: string,
    ...checks: readonly string[]
  ) => `SELECT ${keyColumns(keys)} FROM task_candidate tc
      WHERE ${['tc.open', scope, ...bounds, ...checks].join(' AND ')} ORDER BY ${keys.join(', ')} LIMIT ${most}`;
  const nth = (n: number) =>
    walk(
      `(tc.role, tc.scope_id) = ((SELECT role FROM scopes WHERE n = ${n}), (SELECT scope_id FROM scopes WHERE n = ${n}))`,
      UNTIL_MERGED,
    );
  const further = `SELECT o.* FROM scopes s CROSS JOIN LATERAL (
      ${walk('tc.role = s.role AND tc.scope_id = s.scope_id', limit, `EXISTS (${free('tc.task_id')})`)}) o
      WHERE s.n > ${MERGED_SCOPES} ORDER BY ${order}`;
  const scopes = Array.from({ length: MERGED_SCOPES }, (_, at) => nth(at + 1));
  const walks = [...scopes, further, walk('tc.account_id = $1', UNTIL_MERGED)].map((one) => `(${one})`);
  return `SELECT * FROM (SELECT DISTINCT ON (${order}) * FROM (${walks.join(' UNION ALL ')}) every_offer ORDER BY ${order}) o
    CROSS JOIN LATERAL (${free(`o.k${keys.length - 1}`)} OFFSET 0) free ORDER BY ${order} LIMIT ${limit}`;
}

/** What a few cases hold is looked up from them, not searched for along everything that is offered. */
export function offeredOfCases({ bounds, conditions, keys, limit }: Offers, found: string): string {
  const wanted = [found, "t.state = 'OPEN'", `NOT ${EXCLUDED}`, ...conditions.map((one) => `(${one})`)].join(' AND ');
  const mine = `(tc.account_id = $1 OR (tc.role, tc.scope_id) IN (SELECT role, scope_id FROM scopes))`;
  return `SELECT DISTINCT ${keyColumns(keys)} FROM "case" c JOIN task t ON t.case_id = c.id JOIN task_candidate tc ON tc.task_id = t.id
    WHERE c.closed_at IS NULL AND ${[wanted, 'tc.open', mine, ...bounds].join(' AND ')} ORDER BY ${keys.join(', ')} LIMIT ${limit}`;
}

export const keyColumns = (keys: readonly string[]): string => keys.map((key, n) => `${key} AS k${n}`).join(', ');
export const orderOf = (keys: readonly string[]): string => keys.map((_, n) => `k${n}`).join(', ');
