import type { Tx } from '../persistence/tx.ts';
import { findPolicy } from '../policies/current.ts';

/** So many rows in one statement, so that none holds its locks for long. */
const PAGE = 5_000;

/** Deliveries older than the policy keeps them, sent or not, and then the removed webhooks that have none left; gives how many deliveries. */
export async function forgetDeliveries(sql: Tx, now: Date): Promise<number> {
  const policy = await findPolicy(sql, 'PROCESS_POLICY', 'WEBHOOKS', now);
  if (policy === undefined) return 0;
  let forgotten = 0;
  for (let gone = PAGE; gone === PAGE; forgotten += gone) {
    gone = await sql.run(
      `DELETE FROM webhook_delivery WHERE id IN (
         SELECT id FROM webhook_delivery WHERE created_at < $1::timestamptz - make_interval(days => $2) ORDER BY created_at LIMIT ${PAGE})`,
      [now, policy.body.keepDays],
    );
  }
  await sql.run(
    `DELETE FROM webhook w WHERE state = 'REMOVED' AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = w.id)`,
  );
  return forgotten;
}
