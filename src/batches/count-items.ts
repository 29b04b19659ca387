import type { Tx } from '../persistence/tx.ts';
import type { ItemState } from './batch.ts';

/** How many items of a batch are in which state; states that none is in are left out. */
export async function countItems(sql: Tx, batchId: string): Promise<Partial<Record<ItemState, number>>> {
  const rows = await sql.rows<{ state: ItemState; count: number }>(
    'SELECT state, count(*) AS count FROM batch_item WHERE batch_id = $1 GROUP BY state ORDER BY state',
    [batchId],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
