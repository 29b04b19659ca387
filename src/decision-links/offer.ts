import type { Act } from '../acts/act.ts';
import { linkEnd } from '../domain/tasks/link-end.ts';
import { findPolicy } from '../policies/current.ts';

/**
 * Lets these people decide the task by the mail they are about to get. Whoever has an unused link already keeps it: one that was mailed before
 * works on, as long as the newer mail says.
 */
export async function offerByLink(
  act: Act,
  { taskId, dueAt }: { readonly taskId: string; readonly dueAt: Date | null },
  accountIds: readonly string[],
): Promise<void> {
  const policy = await findPolicy(act.tx, 'PROCESS_POLICY', 'TASKS', act.now);
  const rules = policy?.body.links;
  if (rules === undefined) return;
  act.tx.send(
    `INSERT INTO decision_link (task_id, account_id, expires_at, created_at)
     SELECT $1, a.id, $3, $4 FROM account a WHERE a.id = ANY ($2::uuid[]) AND a.kind = 'STAFF' AND a.email IS NOT NULL
     ON CONFLICT (task_id, account_id) WHERE used_at IS NULL DO UPDATE SET expires_at = excluded.expires_at`,
    [taskId, [...new Set(accountIds)], linkEnd(act.now, dueAt, rules.longest), act.now],
  );
}
