import type { Tx } from '../../persistence/tx.ts';

/** A delivery that this sender alone may send until `leaseUntil`. */
export interface LeasedDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** This one included. */
  readonly attempts: number;
  readonly leaseUntil: string;
  readonly happenedAt: Date;
  readonly url: string;
  readonly secret: Buffer;
}

/** Longer than the longest time-out that the policy allows; a sender that died is replaced after it. */
const LEASE = '90 seconds';

/**
 * Takes up to `count` deliveries of each webhook that is not among the `busy`, so that one that is slow holds up nobody else's. Of a case only
 * the first that is still to go: those behind it wait. The instant of the lease is this sender's ticket.
 */
export async function leaseDeliveries(sql: Tx, busy: readonly string[], count: number): Promise<LeasedDelivery[]> {
  return sql.rows<{ [Column in keyof LeasedDelivery]: LeasedDelivery[Column] }>(
    `WITH due AS (
       SELECT d.id, w.url, w.secret FROM webhook w CROSS JOIN LATERAL (
         SELECT d.id FROM webhook_delivery d
         WHERE d.webhook_id = w.id AND d.state IN ('PENDING', 'SENDING') AND d.next_try_at <= clock_timestamp()
           AND NOT EXISTS (SELECT FROM webhook_delivery b WHERE b.webhook_id = d.webhook_id AND b.case_id = d.case_id AND b.seq < d.seq
                             AND b.state IN ('PENDING', 'SENDING'))
         ORDER BY d.next_try_at, d.seq LIMIT $2 FOR UPDATE SKIP LOCKED) AS d
       WHERE w.state = 'ACTIVE' AND w.id <> ALL ($1::uuid[])),
     leased AS (
       UPDATE webhook_delivery d SET state = 'SENDING', attempts = d.attempts + 1, last_tried_at = clock_timestamp(),
              lease_until = clock_timestamp() + interval '${LEASE}', next_try_at = clock_timestamp() + interval '${LEASE}'
       FROM due WHERE d.id = due.id RETURNING d.*, due.url, due.secret)
     SELECT id, webhook_id AS "webhookId", event_id AS "eventId", event, payload, attempts, lease_until::text AS "leaseUntil",
            created_at AS "happenedAt", url, secret FROM leased`,
    [busy, count],
  );
}
