import type { WebhookEvent } from '../domain/webhooks/events.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

export interface WebhookView {
  readonly webhookId: string;
  readonly name: string;
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly state: 'ACTIVE' | 'PAUSED';
  readonly pausedAt: Date | null;
  readonly pausedBecause: string | null;
  readonly deadInARow: number;
  /** Deliveries that are still to go; counted up to 1000. */
  readonly waiting: number;
  readonly version: number;
  readonly createdAt: Date;
}

export interface WebhookPage {
  readonly webhookId?: string;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Newest first, one more than asked for. */
export function listWebhooks(sql: Tx, { webhookId, after, limit }: WebhookPage): Promise<WebhookView[]> {
  return sql.rows<{ [Column in keyof WebhookView]: WebhookView[Column] }>(
    `SELECT w.id AS "webhookId", w.name, w.url, w.events, w.state, w.paused_at AS "pausedAt", w.paused_because AS "pausedBecause",
       w.dead_in_a_row AS "deadInARow", w.version, w.created_at AS "createdAt",
       (SELECT count(*)::int FROM (SELECT FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state IN ('PENDING', 'SENDING') LIMIT 1000) AS d)
         AS waiting
     FROM webhook w WHERE w.state <> 'REMOVED' AND ($1::uuid IS NULL OR w.id = $1) AND ($2::uuid IS NULL OR w.id < $2)
     ORDER BY w.id DESC LIMIT $3`,
    [webhookId ?? null, after ?? null, limit + 1],
  );
}

/** @throws Refusal NOT_FOUND */
export async function readWebhook(sql: Tx, webhookId: string): Promise<WebhookView> {
  const [webhook] = await listWebhooks(sql, { webhookId, limit: 0 });
  if (webhook === undefined) throw new Refusal('NOT_FOUND');
  return webhook;
}

export const DELIVERY_STATES = ['PENDING', 'SENDING', 'DELIVERED', 'DEAD'] as const;

export interface DeliveryView {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly event: string;
  readonly caseId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly happenedAt: Date;
  readonly lastTriedAt: Date | null;
  readonly nextTryAt: Date | null;
  readonly deliveredAt: Date | null;
}

export interface DeliverySearch {
  readonly webhookId: string;
  readonly state?: DeliveryView['state'] | undefined;
  readonly caseId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Newest first, one more than asked for. */
export function listDeliveries(sql: Tx, search: DeliverySearch): Promise<DeliveryView[]> {
  return sql.rows<{ [Column in keyof DeliveryView]: DeliveryView[Column] }>(
    `SELECT id AS "deliveryId", event_id AS "eventId", event, case_id AS "caseId", payload AS data, state, attempts, last_status AS "lastStatus",
       last_error AS "lastError", created_at AS "happenedAt", last_tried_at AS "lastTriedAt", next_try_at AS "nextTryAt",
       delivered_at AS "deliveredAt"
     FROM webhook_delivery WHERE webhook_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::uuid IS NULL OR case_id = $3)
       AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [search.webhookId, search.state ?? null, search.caseId ?? null, search.after ?? null, search.limit + 1],
  );
}
