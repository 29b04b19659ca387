import type { FirstRule } from '../../domain/personal/work-settings.ts';
import type { OpenFilter } from '../../domain/inbox/filter.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { InboxTask, ListWish } from './inbox-task.ts';
import type { ListKey } from './order.ts';

/** Where a page in a person's own order ended: among what they want first, or in the rest. */
export interface OwnKey extends ListKey {
  readonly rest: boolean;
}

export type OwnRow = InboxTask & { readonly rest: boolean };

type List = (
  sql: Tx,
  accountId: string,
  after: ListKey | undefined,
  limit: number,
  wish: ListWish,
) => Promise<InboxTask[]>;

/**
 * A list in a person's own order: the tasks that one of their rules names, then all others, each part by priority. Two walks of the same index, the
 * second one only when the first part ends on the page; nobody else's order changes.
 */
export async function listInOwnOrder(
  sql: Tx,
  list: List,
  accountId: string,
  { after, limit, filter, rules }: OwnPage,
): Promise<OwnRow[]> {
  const part = async (rest: boolean, behind: ListKey | undefined, most: number): Promise<OwnRow[]> => {
    const wish = { sort: 'priority', filter: { ...filter, own: { rules, rest } } } as const;
    const rows = await list(sql, accountId, behind, most, wish);
    return rows.map((row) => ({ ...row, rest }));
  };
  if (after?.rest === true || rules.length === 0) return part(true, after, limit);
  const first = await part(false, after, limit);
  return first.length === limit ? first : [...first, ...(await part(true, undefined, limit - first.length))];
}

interface OwnPage {
  readonly after: OwnKey | undefined;
  readonly limit: number;
  readonly filter: OpenFilter;
  readonly rules: readonly FirstRule[];
}
