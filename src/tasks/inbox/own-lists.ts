import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { everyCondition, openConditions, textCondition, titleHolds, walkBounds } from './conditions.ts';
import { findText, type FoundText } from './find-text.ts';
import { standsIn } from '../../substitution/holding-now.ts';
import { columns, type InboxTask, type PageOf } from './inbox-task.ts';
import { keyColumns, offered, offeredOfCases, orderOf, SCOPES } from './offers.ts';
import { behind, FIRST, heldBy, ORDERS } from './order.ts';
import { caseFor } from './team/team-rows.ts';

/** A task, and whether its reader stands in for anybody: told along with the list, it costs no statement of its own. */
export type OwnTask = InboxTask & { readonly standsIn: boolean };

const STANDS_IN = `${standsIn('$1')} AS "standsIn"`;

/** On a task `t`, each with an index of its own. What is delegated waits for the delegate. */
const HELD_BY = [
  "t.assignee_id = $1 AND t.state IN ('OPEN', 'CLAIMED') AND t.delegate_id IS NULL",
  "t.on_behalf_of = $1 AND t.state = 'CLAIMED' AND t.delegate_id IS NULL",
  "t.delegate_id = $1 AND t.state IN ('OPEN', 'CLAIMED')",
];
const WAITING_BY = [
  "t.assignee_id = $1 AND t.state IN ('OPEN', 'CLAIMED') AND t.delegate_id IS NOT NULL",
  "t.assignee_id = $1 AND t.state = 'SUSPENDED' AND t.hold = 'SIGNER'",
  "t.on_behalf_of = $1 AND t.state = 'CLAIMED' AND t.delegate_id IS NOT NULL",
  "t.on_behalf_of = $1 AND t.state = 'SUSPENDED' AND t.hold = 'SIGNER'",
];

const tasksOf = (parts: readonly string[], shown: string): string =>
  parts.map((part) => `SELECT ${shown} FROM task t WHERE ${part}`).join(' UNION ');

export const HELD = tasksOf(HELD_BY, 't.id');

/** With what its badges ask of a task. */
export const HELD_IN_TIME = tasksOf(HELD_BY, 't.id, t.overdue_at, t.at_risk_at');

/** What this person has, or a substitute in their name, and others have to speak on first: delegated, or waiting for signers added before. */
export const WAITING = tasksOf(WAITING_BY, 't.id');

/** Tasks this person holds, those that a substitute has claimed in their name, and those delegated to them. */
export function listOwn(sql: Tx, page: PageOf): Promise<OwnTask[]> {
  return listOf(sql, HELD_BY, page);
}

export function listWaiting(sql: Tx, page: PageOf): Promise<OwnTask[]> {
  return listOf(sql, WAITING_BY, page);
}

/** One walk for each part; it ends as soon as the page is full, and only the page is joined with what is shown of it. */
function listOf(sql: Tx, parts: readonly string[], page: PageOf): Promise<OwnTask[]> {
  const { accountId, after = FIRST, sort, filter } = page;
  const where = new Where();
  where.bind(accountId);
  const limit = where.bind(page.limit);
  const { task, held, values } = ORDERS[sort];
  const conditions = [behind(task, values(where, after)), ...everyCondition(where, filter)].map((one) => `(${one})`);
  const walks = parts.map(
    (part) => `(SELECT ${keyColumns(task)} FROM ${heldBy(part, sort)} ${caseFor(conditions)}
      WHERE ${conditions.join(' AND ')} ORDER BY ${held} LIMIT ${limit})`,
  );
  return sql.rows<OwnTask>(
    `WITH page AS (SELECT * FROM (${walks.join(' UNION ')}) held ORDER BY ${orderOf(task)} LIMIT ${limit})
     SELECT ${columns('CASE WHEN t.assignee_id = $1 THEN t.on_behalf_of END')}, ${STANDS_IN}
     FROM page JOIN task t ON t.id = page.k${task.length - 1} JOIN "case" c ON c.id = t.case_id ORDER BY ${task.join(', ')}`,
    where.values,
  );
}

/** The keys of a page of offers, in the columns k0, k1 …, the last of which is the task's id. */
function offersOf(where: Where, { filter, after = FIRST, sort }: PageOf, limit: string, found?: FoundText): string {
  const { candidate: keys, values } = ORDERS[sort];
  const { text, company } = filter;
  const bounds = [behind(keys, values(where, after)), ...walkBounds(where, filter)];
  const conditions = openConditions(where, filter);
  const offers = { bounds, conditions, keys, limit };
  if (text === undefined || found === undefined) {
    const ofFew = company !== undefined || namesCompanies(filter);
    return ofFew ? offeredOfCases(offers, 'true') : offered(offers);
  }
  if (found.cases === undefined) return offered({ ...offers, conditions: [...conditions, textCondition(where, text)] });
  const ofCases = offeredOfCases(offers, where.sql`c.id = ANY (${found.cases}::uuid[])`);
  if (!found.titled) return ofCases;
  return `(${ofCases}) UNION (${offered({ ...offers, conditions: [...conditions, titleHolds(where, text)] })})`;
}

/** Whether every rule of the part of a person's own order that is listed names a company. */
function namesCompanies({ own }: PageOf['filter']): boolean {
  return own?.rest === false && own.rules.every(({ company }) => company !== null);
}

/** Tasks this person could take: open, nobody's yet, nothing excludes them. */
export async function listOwnPools(sql: Tx, page: PageOf): Promise<OwnTask[]> {
  const { text } = page.filter;
  const found = text === undefined ? undefined : await findText(sql, text);
  const where = new Where();
  where.bind(page.accountId);
  const limit = where.bind(page.limit);
  const { task, candidate } = ORDERS[page.sort];
  return sql.rows<OwnTask>(
    `WITH ${SCOPES}, page AS (SELECT * FROM (${offersOf(where, page, limit, found)}) offered ORDER BY ${orderOf(candidate)} LIMIT ${limit})
     SELECT ${columns('NULL')}, ${STANDS_IN} FROM page JOIN task t ON t.id = page.k${candidate.length - 1} JOIN "case" c ON c.id = t.case_id
     ORDER BY ${task.join(', ')}`,
    where.values,
  );
}
