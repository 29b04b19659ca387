import { OPEN_QUESTION } from '../conversation/comments/list-questions.ts';
import type { Tx } from '../persistence/tx.ts';
import { from, personOf, type DueKey, type InboxTask, type Keyed, type Named } from './inbox/inbox-task.ts';
import { HELD, listOwn, listOwnPools, listWaiting, OFFERED, SCOPES } from './inbox/own-lists.ts';
import { listHeldByPrincipals, listPoolsOfPrincipals } from './inbox/stand-in-lists.ts';
import { mandatesNow } from './people/stand-ins/mandates.ts';

export type { DueKey, InboxTask } from './inbox/inbox-task.ts';

/** Tasks this person holds, with those of the people they stand in for (代理), and those that others hold in their name. */
export async function listMine(
  sql: Tx,
  accountId: string,
  after: DueKey | undefined,
  limit: number,
): Promise<Keyed<InboxTask>[]> {
  const mandates = await mandatesNow(sql, accountId);
  const page = { accountId, after, limit };
  if (mandates.length === 0) return listOwn(sql, page);
  return merged(await Promise.all([listOwn(sql, page), listHeldByPrincipals(sql, mandates, page)]), limit);
}

/** Tasks this person could take, by themselves or for whom they stand in: open, nobody's yet, nothing excludes them. */
export async function listPools(
  sql: Tx,
  accountId: string,
  after: DueKey | undefined,
  limit: number,
): Promise<Keyed<InboxTask>[]> {
  const mandates = await mandatesNow(sql, accountId);
  const page = { accountId, after, limit };
  if (mandates.length === 0) return listOwnPools(sql, page);
  return merged(await Promise.all([listOwnPools(sql, page), listPoolsOfPrincipals(sql, mandates, page)]), limit);
}

/** Tasks this person has, on which others have to speak first. */
export function listAway(
  sql: Tx,
  accountId: string,
  after: DueKey | undefined,
  limit: number,
): Promise<Keyed<InboxTask>[]> {
  return listWaiting(sql, { accountId, after, limit });
}

/** Two pages in one order. What one may do by oneself is one's own, also where one could do it for somebody. */
function merged(
  [own, others]: readonly [readonly Keyed<InboxTask>[], readonly Keyed<InboxTask>[]],
  limit: number,
): Keyed<InboxTask>[] {
  const known = new Set(own.map(({ id }) => id));
  const sortKey = ({ dueKey, id }: Keyed<InboxTask>) => `${dueKey} ${id}`;
  return [...own, ...others.filter(({ id }) => !known.has(id))]
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
    .slice(0, limit);
}

export interface DoneTask {
  readonly decisionId: string;
  readonly taskId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseState: string;
  readonly caseTitleZh: string;
  readonly caseTitleEn: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly outcome: string;
  readonly decidedAt: Date;
  readonly takenBackAt: Date | null;
  readonly decidedBy: Named;
  /** In whose name; null when in the decider's own. */
  readonly onBehalfOf: Named | null;
}

/** What this person decided, or what substitutes decided in their name; newest first. */
export function listDone(
  sql: Tx,
  accountId: string,
  before: string | undefined,
  limit: number,
  by: 'ME' | 'SUBSTITUTES' = 'ME',
): Promise<DoneTask[]> {
  return sql.rows<DoneTask>(
    `SELECT d.id AS "decisionId", d.task_id AS "taskId", d.case_id AS "caseId", c.number AS "caseNumber", c.state AS "caseState",
       c.title_zh AS "caseTitleZh", c.title_en AS "caseTitleEn", d.stage_key AS stage, t.title_zh AS "titleZh", t.title_en AS "titleEn", d.outcome,
       d.created_at AS "decidedAt", d.taken_back_at AS "takenBackAt", ${personOf('d.account_id')} AS "decidedBy",
       ${personOf('d.on_behalf_of')} AS "onBehalfOf"
     FROM decision d JOIN task t ON t.id = d.task_id JOIN "case" c ON c.id = d.case_id
     WHERE d.${by === 'ME' ? 'account_id' : 'on_behalf_of'} = $1 AND ($2::uuid IS NULL OR d.id < $2) ORDER BY d.id DESC LIMIT $3`,
    [accountId, before ?? null, limit],
  );
}

export interface StartedCase {
  readonly caseId: string;
  readonly number: string;
  readonly process: string;
  readonly state: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

/** Two index walks, newest first: cases the person started, and those of each company they are a member of. */
const startedIds = (
  before: string,
  limit: string,
) => `(SELECT id FROM "case" WHERE started_by = $1 ${before} ORDER BY id DESC LIMIT ${limit})
    UNION SELECT k.id FROM company_member m CROSS JOIN LATERAL (
      SELECT id FROM "case" WHERE company_id = m.company_id ${before} ORDER BY id DESC LIMIT ${limit}) k
    WHERE m.account_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())`;

/** Cases this person started, and those of the companies they are a member of, newest first. */
export function listStarted(
  sql: Tx,
  accountId: string,
  before: string | undefined,
  limit: number,
): Promise<StartedCase[]> {
  return sql.rows<StartedCase>(
    `SELECT c.id AS "caseId", c.number, c.process, c.state, c.title_zh AS "titleZh", c.title_en AS "titleEn", c.created_at AS "createdAt",
       c.closed_at AS "closedAt"
     FROM (${startedIds('AND id < $2::uuid', '$3')}) s JOIN "case" c USING (id) ORDER BY c.id DESC LIMIT $3`,
    [accountId, before ?? LAST_ID, limit],
  );
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Badges count to this; past it a number says nothing more. */
export const COUNT_LIMIT = 1000;

export interface InboxCounts {
  readonly mine: number;
  readonly pools: number;
  readonly overdue: number;
  readonly done: number;
  readonly started: number;
  /** Copied to me and unread. */
  readonly copies: number;
  /** Asked of me and unanswered. */
  readonly questions: number;
}

/** Whoever stands in for somebody has their tasks beside their own; for them the lists themselves are counted. */
export async function countInbox(sql: Tx, accountId: string): Promise<InboxCounts> {
  const [own, mandates] = await Promise.all([countOwn(sql, accountId), mandatesNow(sql, accountId)]);
  if (mandates.length === 0) return own;
  const [mine, pools] = await Promise.all([
    listMine(sql, accountId, undefined, COUNT_LIMIT),
    listPools(sql, accountId, undefined, COUNT_LIMIT),
  ]);
  const overdue = mine.filter(({ overdueAt }) => overdueAt !== null);
  return { ...own, mine: mine.length, overdue: overdue.length, pools: pools.length };
}

function countOwn(sql: Tx, accountId: string): Promise<InboxCounts> {
  return sql.one<InboxCounts & Record<string, number>>(
    `WITH ${SCOPES}
     SELECT (SELECT count(*) FROM (SELECT FROM (${HELD}) held LIMIT $4) m)::int AS mine,
       (SELECT count(*) FROM (SELECT FROM (${HELD}) held JOIN task t USING (id) WHERE t.overdue_at IS NOT NULL LIMIT $4) m)::int AS overdue,
       (SELECT count(*) FROM (SELECT FROM (${OFFERED}) offered LIMIT $4) p)::int AS pools,
       (SELECT count(*) FROM (SELECT FROM decision WHERE account_id = $1 LIMIT $4) d)::int AS done,
       (SELECT count(*) FROM (${startedIds('', '$4')} LIMIT $4) s)::int AS started,
       (SELECT count(*) FROM (SELECT FROM case_copy WHERE account_id = $1 AND read_at IS NULL AND revoked_at IS NULL LIMIT $4) y)::int AS copies,
       (SELECT count(*) FROM (SELECT FROM comment q JOIN "case" k ON k.id = q.case_id WHERE q.asked_id = $1 AND q.kind = 'QUESTION'
         AND ${OPEN_QUESTION} LIMIT $4) q)::int AS questions`,
    [accountId, ...from(undefined), COUNT_LIMIT],
  );
}
