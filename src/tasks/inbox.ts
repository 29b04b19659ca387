import type { Tx } from '../persistence/tx.ts';
import { EVERYTHING, type InboxTask, type ListWish, type PageOf } from './inbox/inbox-task.ts';
import { compareBy, type ListKey } from './inbox/order.ts';
import { listOwn, listOwnPools, listWaiting, type OwnTask } from './inbox/own-lists.ts';
import { listHeldByPrincipals, listPoolsOfPrincipals } from './inbox/stand-in-lists.ts';
import { mandatesNow } from './people/stand-ins/mandates.ts';

/** Tasks this person holds, with those of the people they stand in for (代理), and those that others hold in their name. */
export async function listMine(
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish = EVERYTHING,
): Promise<InboxTask[]> {
  const page = { accountId, after, limit, ...wish };
  return withPrincipals(sql, page, await listOwn(sql, page), listHeldByPrincipals);
}

/** Tasks this person could take, by themselves or for whom they stand in: open, nobody's yet, nothing excludes them. */
export async function listPools(
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish = EVERYTHING,
): Promise<InboxTask[]> {
  const page = { accountId, after, limit, ...wish };
  return withPrincipals(sql, page, await listOwnPools(sql, page), listPoolsOfPrincipals);
}

/** Tasks this person has, on which others have to speak first. */
export async function listAway(
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish = EVERYTHING,
): Promise<InboxTask[]> {
  return (await listWaiting(sql, { accountId, after, limit, ...wish })).map(asTask);
}

/** Most people stand in for nobody, which their own list already says; an empty one says nothing. */
async function withPrincipals(
  sql: Tx,
  page: PageOf,
  rows: readonly OwnTask[],
  listOfPrincipals: typeof listPoolsOfPrincipals,
): Promise<InboxTask[]> {
  const own = rows.map(asTask);
  if (rows[0]?.standsIn === false) return own;
  const mandates = await mandatesNow(sql, page.accountId);
  if (mandates.length === 0) return own;
  return merged([own, await listOfPrincipals(sql, mandates, page)], page);
}

function asTask({ standsIn: _standsIn, ...task }: OwnTask): InboxTask {
  return task;
}

/** Two pages in one order. What one may do by oneself is one's own, also where one could do it for somebody. */
function merged(
  [own, others]: readonly [readonly InboxTask[], readonly InboxTask[]],
  { limit, sort }: PageOf,
): InboxTask[] {
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...others.filter(({ id }) => !known.has(id))].sort(compareBy(sort)).slice(0, limit);
}
