import type { Tx } from '../persistence/tx.ts';
import { EVERYTHING, type InboxTask, type Keyed, type ListWish } from './inbox/inbox-task.ts';
import { compareBy, type ListKey } from './inbox/order.ts';
import { listOwn, listOwnPools, listWaiting } from './inbox/own-lists.ts';
import { listHeldByPrincipals, listPoolsOfPrincipals } from './inbox/stand-in-lists.ts';
import { mandatesNow } from './people/stand-ins/mandates.ts';

/** Tasks this person holds, with those of the people they stand in for (代理), and those that others hold in their name. */
export async function listMine(
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish = EVERYTHING,
): Promise<Keyed<InboxTask>[]> {
  const page = { accountId, after, limit, ...wish };
  const [own, mandates] = await Promise.all([listOwn(sql, page), mandatesNow(sql, accountId)]);
  if (mandates.length === 0) return own;
  return merged([own, await listHeldByPrincipals(sql, mandates, page)], limit, wish);
}

/** Tasks this person could take, by themselves or for whom they stand in: open, nobody's yet, nothing excludes them. */
export async function listPools(
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish = EVERYTHING,
): Promise<Keyed<InboxTask>[]> {
  const page = { accountId, after, limit, ...wish };
  const [own, mandates] = await Promise.all([listOwnPools(sql, page), mandatesNow(sql, accountId)]);
  if (mandates.length === 0) return own;
  return merged([own, await listPoolsOfPrincipals(sql, mandates, page)], limit, wish);
}

/** Tasks this person has, on which others have to speak first. */
export function listAway(
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish = EVERYTHING,
): Promise<Keyed<InboxTask>[]> {
  return listWaiting(sql, { accountId, after, limit, ...wish });
}

/** Two pages in one order. What one may do by oneself is one's own, also where one could do it for somebody. */
function merged(
  [own, others]: readonly [readonly Keyed<InboxTask>[], readonly Keyed<InboxTask>[]],
  limit: number,
  { sort }: ListWish,
): Keyed<InboxTask>[] {
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...others.filter(({ id }) => !known.has(id))].sort(compareBy(sort)).slice(0, limit);
}
