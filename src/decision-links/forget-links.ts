import type { Tx } from '../persistence/tx.ts';
import { findPolicy } from '../policies/current.ts';

/** So many rows in one statement, so that none holds its locks for long. */
const PAGE = 5_000;

/** Links that were used, or had expired unused, longer ago than the policy keeps them; gives how many. */
export async function forgetLinks(sql: Tx, now: Date): Promise<number> {
  const policy = await findPolicy(sql, 'PROCESS_POLICY', 'TASKS', now);
  let forgotten = 0;
  for (let gone = PAGE; gone === PAGE; forgotten += gone) {
    gone = await sql.run(
      `DELETE FROM decision_link WHERE id IN (
         SELECT id FROM decision_link WHERE coalesce(used_at, expires_at) < $1::timestamptz - make_interval(days => $2)
         ORDER BY coalesce(used_at, expires_at) LIMIT ${PAGE})`,
      [now, policy?.body.links?.keepDays ?? 0],
    );
  }
  return forgotten;
}
