import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { waitUntil } from '../../scripts/parts/machine/wait.ts';
import { runAct } from '../../src/acts/run-act.ts';
import type { WebhookEvent } from '../../src/domain/webhooks/events.ts';
import type { WebhooksPolicyBody } from '../../src/domain/webhooks/policy.ts';
import { newSecret } from '../../src/webhooks/seal.ts';
import { sendDueDeliveries } from '../../src/webhooks/sending/send-due-deliveries.ts';
import { registerWebhook } from '../../src/webhooks/webhook.ts';
import type { TestDatabase } from '../support/database.ts';
import { actorOf } from '../tasks/office.ts';

export const ADMINISTRATOR = 'administrator.province';
export const SETTINGS = { mode: 'test', sessionSecret: 's'.repeat(32), webhookNetworks: [] } as const;

export interface Hook {
  readonly id: string;
  readonly secret: string;
}

export async function givenWebhook(db: TestDatabase, url: string, events: readonly WebhookEvent[]): Promise<Hook> {
  const secret = newSecret();
  const actor = await actorOf(db, ADMINISTRATOR);
  const request = { actor, key: randomUUID(), hash: randomUUID(), channel: 'api' } as const;
  const { body } = await runAct(db.pool, request, (act) =>
    registerWebhook(act, SETTINGS, { name: '办公系统', url, events, secret }),
  );
  const id = body['webhookId'];
  if (typeof id !== 'string') throw new Error('The webhook was refused');
  return { id, secret };
}

/** Rules of a receiver with little patience; the newest version holds. */
export async function publishRules(db: TestDatabase, wish: Partial<WebhooksPolicyBody> = {}): Promise<void> {
  await db.sql.run(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from, created_by, published_by, published_at)
     SELECT kind, key, (SELECT max(version) + 1 FROM policy_version WHERE kind = p.kind AND key = p.key), state, body || $1::jsonb, now(), created_by,
       published_by, now()
     FROM policy_version p WHERE kind = 'PROCESS_POLICY' AND key = 'WEBHOOKS' AND version = 1`,
    [JSON.stringify({ timeoutSeconds: 1, attempts: 2, firstPauseSeconds: 1, longestPauseSeconds: 1, ...wish })],
  );
}

export interface DeliveryRow {
  id: string;
  eventId: string;
  event: string;
  state: string;
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
  payload: Record<string, unknown>;
}

export function deliveriesOf(db: TestDatabase, { id }: Pick<Hook, 'id'>): Promise<DeliveryRow[]> {
  return db.sql.rows<DeliveryRow>(
    `SELECT id, event_id AS "eventId", event, state, attempts, last_status AS "lastStatus", last_error AS "lastError", payload
     FROM webhook_delivery WHERE webhook_id = $1 ORDER BY seq`,
    [id],
  );
}

/** So many senders at once, until it is as it is to be; false when it does not get there. */
export async function sendUntil(db: TestDatabase, isDone: () => Promise<boolean>, senders = 1): Promise<boolean> {
  const stop = new AbortController();
  const parts = { db, settings: SETTINGS, log: pino({ level: 'silent' }) };
  const sending = Array.from({ length: senders }, () => sendDueDeliveries(parts, stop.signal));
  try {
    return await waitUntil(isDone, { timeout: 30_000 });
  } finally {
    stop.abort();
    await Promise.all(sending);
  }
}
