import type { InboxSort } from '../../../domain/inbox/filter.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { Where } from '../../../persistence/where.ts';
import { openConditions, textCondition, titleHolds, walkBounds } from '../conditions.ts';
import { findText, type FoundText } from '../find-text.ts';
import { columns, EVERYTHING, type InboxTask, type ListWish, type PageOf } from '../inbox-task.ts';
import { behind, FIRST, heldBy, ORDERS, type ListKey } from '../order.ts';
import { readTeam, type Team } from './read-team.ts';
import { belongs, bindTeam, caseFor, notOwn, notTheirs, type TeamRows } from './team-rows.ts';

/** What the people below a superior hold or could take, and what the superior supervises. @throws Refusal NO_TEAM */
export async function listTeam(
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish = EVERYTHING,
): Promise<InboxTask[]> {
  const { text } = wish.filter;
  const [team, findings] = await Promise.all([
    readTeam(sql, accountId),
    text === undefined ? undefined : findText(sql, text),
  ]);
  const where = new Where();
  const { task, candidate } = ORDERS[wish.sort];
  const most = where.bind(limit);
  const found = tasksOf(where, team, { accountId, after, limit, ...wish }, most, findings);
  const order = candidate.map((_, n) => `k${n}`).join(', ');
  return sql.rows<InboxTask>(
    `WITH page AS (SELECT * FROM (${found}) found ORDER BY ${order} LIMIT ${most})
     SELECT ${columns('NULL')} FROM page JOIN task t ON t.id = page.k${candidate.length - 1} JOIN "case" c ON c.id = t.case_id
     ORDER BY ${task.join(', ')}`,
    where.values,
  );
}

interface Walk {
  readonly rows: TeamRows;
  readonly sort: InboxSort;
  /** On a candidate row `tc` alone, and on a task `t` alone. */
  readonly offerBounds: readonly string[];
  readonly taskBounds: readonly string[];
  /** On the task `t` and its case `c`. */
  readonly conditions: readonly string[];
  readonly limit: string;
}

function tasksOf(
  where: Where,
  team: Team,
  { after = FIRST, sort, filter }: PageOf,
  limit: string,
  found?: FoundText,
): string {
  const rows = bindTeam(where, team);
  const { task, candidate, values } = ORDERS[sort];
  const key = values(where, after);
  const walk = {
    rows,
    sort,
    offerBounds: [behind(candidate, key), ...walkBounds(where, filter)],
    taskBounds: [behind(task, key), notTheirs(rows)],
    conditions: [...notOwn(where, team), ...openConditions(where, filter)],
    limit,
  };
  const { text, company } = filter;
  if (text === undefined || found === undefined) return company === undefined ? walked(walk) : ofCases(walk, 'true');
  const walkedWith = (condition: string) => walked({ ...walk, conditions: [...walk.conditions, condition] });
  if (found.cases === undefined) return walkedWith(textCondition(where, text));
  const those = ofCases(walk, where.sql`c.id = ANY (${found.cases}::uuid[])`);
  return found.titled ? `(${those}) UNION (${walkedWith(titleHolds(where, text))})` : those;
}

const keyColumns = (keys: readonly string[]): string => keys.map((key, n) => `${key} AS k${n}`).join(', ');
const all = (conditions: readonly string[]): string => conditions.map((one) => `(${one})`).join(' AND ');

/** One index walk for each pair of role and unit and for each person; every one ends as soon as the page is full. */
function walked({ rows, sort, offerBounds, taskBounds, conditions, limit }: Walk): string {
  const { task, candidate, held: order } = ORDERS[sort];
  const wanted =
    conditions.length === 0
      ? []
      : [`EXISTS (SELECT FROM task t ${caseFor(conditions)} WHERE t.id = tc.task_id AND ${all(conditions)})`];
  const offers = (whose: string) => `SELECT ${keyColumns(candidate)} FROM task_candidate tc
      WHERE ${['tc.open', whose, ...offerBounds, ...wanted].join(' AND ')} ORDER BY ${candidate.join(', ')} LIMIT ${limit}`;
  const held = (
    whose: string,
  ) => `SELECT ${keyColumns(task)} FROM ${heldBy(`t.state IN ('OPEN', 'CLAIMED') AND ${whose}`, sort)} ${caseFor(conditions)}
      WHERE ${all([...taskBounds, ...conditions])} ORDER BY ${order} LIMIT ${limit}`;
  const each = (people: string, walk: string) => `SELECT o.* FROM ${people} CROSS JOIN LATERAL (${walk}) o`;
  const staff = `unnest(${rows.staff}) p(id)`;
  return [
    each(`(${rows.pairs()}) s`, offers('tc.role = s.role AND tc.scope_id = s.scope_id')),
    each(staff, offers('tc.account_id = p.id')),
    each(staff, held('t.assignee_id = p.id')),
    each(staff, held('t.delegate_id = p.id')),
    `SELECT v.* FROM (${held(`t.supervisor_id = ${rows.superior}`)}) v`,
  ].join('\n    UNION\n    ');
}

/** What a few cases hold is looked up from them. */
function ofCases({ rows, sort, taskBounds, conditions, limit }: Walk, found: string): string {
  const { task } = ORDERS[sort];
  return `SELECT ${keyColumns(task)} FROM "case" c JOIN task t ON t.case_id = c.id AND t.state IN ('OPEN', 'CLAIMED')
    WHERE c.closed_at IS NULL AND ${all([found, belongs(rows), ...taskBounds, ...conditions])} ORDER BY ${task.join(', ')} LIMIT ${limit}`;
}
