import type { Pool } from 'pg';
import { Act, START_OF_ACT, type ActStart } from '../../acts/act.ts';
import { afterFailure, type WebhooksPolicyBody } from '../../domain/webhooks/policy.ts';
import { rootUnitId } from '../../organisation/root-unit.ts';
import type { Database } from '../../persistence/database.ts';
import { inTransaction } from '../../persistence/tx.ts';
import type { LeasedDelivery } from './lease.ts';
import type { Answer } from './post.ts';

export type Settled = 'DELIVERED' | 'POSTPONED' | 'DEAD';

/** Writes what became of an attempt; who comes back without their lease changes nothing. */
export async function settle(
  { sql, pool }: Pick<Database, 'sql' | 'pool'>,
  delivery: LeasedDelivery,
  answer: Answer,
  rules: WebhooksPolicyBody,
): Promise<Settled> {
  if ('status' in answer && answer.status >= 200 && answer.status < 300) {
    await sql.run(DELIVERED, [delivery.id, delivery.leaseUntil, answer.status]);
    return 'DELIVERED';
  }
  const status = 'status' in answer ? answer.status : null;
  const error = 'error' in answer ? answer.error : null;
  const pause = afterFailure(rules, delivery.attempts);
  if (pause === 'DEAD') {
    await bury(pool, delivery, { status, error }, rules.deadInARow);
    return 'DEAD';
  }
  await sql.run(
    `UPDATE webhook_delivery SET state = 'PENDING', lease_until = NULL, last_status = $3, last_error = $4,
       next_try_at = clock_timestamp() + make_interval(secs => $5)
     WHERE id = $1 AND lease_until = $2::timestamptz`,
    [delivery.id, delivery.leaseUntil, status, error, pause],
  );
  return 'POSTPONED';
}

const DELIVERED = `WITH delivered AS (
    UPDATE webhook_delivery SET state = 'DELIVERED', delivered_at = clock_timestamp(), lease_until = NULL, next_try_at = NULL, last_status = $3,
      last_error = NULL
    WHERE id = $1 AND lease_until = $2::timestamptz RETURNING webhook_id)
  UPDATE webhook w SET dead_in_a_row = 0 FROM delivered WHERE w.id = delivered.webhook_id AND w.dead_in_a_row > 0`;

/** Too many dead ones in a row pause their webhook: what it is to be told waits from then on, and the administrators hear of it. */
async function bury(
  pool: Pool,
  { id, webhookId, leaseUntil }: LeasedDelivery,
  { status, error }: { readonly status: number | null; readonly error: string | null },
  deadInARow: number,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const start = await tx.one<{ [Column in keyof ActStart]: ActStart[Column] }>(START_OF_ACT);
    const dead = await tx.run(
      `UPDATE webhook_delivery SET state = 'DEAD', lease_until = NULL, next_try_at = NULL, last_status = $3, last_error = $4
       WHERE id = $1 AND lease_until = $2::timestamptz`,
      [id, leaseUntil, status, error],
    );
    if (dead === 0) return;
    const { name, state, count, version } = await tx.one<{
      name: string;
      state: string;
      count: number;
      version: number;
    }>(
      `UPDATE webhook SET dead_in_a_row = dead_in_a_row + 1 WHERE id = $1
       RETURNING name, state, dead_in_a_row AS count, version`,
      [webhookId],
    );
    if (state !== 'ACTIVE' || count < deadInARow) return;
    await tx.run(
      `UPDATE webhook SET state = 'PAUSED', paused_at = $2, paused_because = 'DEAD_IN_A_ROW', version = version + 1 WHERE id = $1`,
      [webhookId, start.now],
    );
    const act = new Act(tx, start, { id: null, kind: 'SYSTEM' }, 'system');
    act.audit({
      action: 'WEBHOOK_PAUSED',
      unitId: await rootUnitId(tx),
      subject: `webhook:${webhookId}`,
      reasonCode: 'DEAD_IN_A_ROW',
      after: { deadInARow: count },
    });
    act.tell({
      process: 'WEBHOOKS',
      event: 'WEBHOOK_PAUSED',
      group: 'SELF',
      accountIds: await administrators(act),
      ref: `webhook:${webhookId}:${version}`,
      params: { webhookId, webhookName: name, failures: count },
    });
    await act.flush();
  });
}

async function administrators({ tx, now }: Act): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT DISTINCT account_id AS id FROM role_assignment
     WHERE role = 'ADMINISTRATOR' AND valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)`,
    [now],
  );
  return rows.map(({ id }) => id);
}
