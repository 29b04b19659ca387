import net from 'node:net';
import type { Act } from '../acts/act.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import type { WebhookEvent } from '../domain/webhooks/events.ts';
import { targetFault } from '../domain/webhooks/target.ts';
import { rootUnitId } from '../organisation/root-unit.ts';
import { addressGuard } from './addresses.ts';
import { seal } from './seal.ts';
import type { WebhookView } from './read-webhooks.ts';

export interface WebhookSettings {
  readonly mode: string;
  readonly sessionSecret: string;
  readonly webhookNetworks: readonly string[];
}

export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** Made by `newSecret`; kept sealed. */
  readonly secret: string;
}

/** @throws Refusal WEBHOOK_TARGET_REFUSED */
export async function registerWebhook(
  act: Act,
  settings: WebhookSettings,
  { name, url, events, secret }: NewWebhook,
): Promise<Facts> {
  assertTarget(settings, url);
  const sealed = seal(settings.sessionSecret, act.id, secret);
  await act.tx.run(
    `INSERT INTO webhook (id, name, url, events, secret, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [act.id, name, url, inOrder(events), sealed, act.actor.id, act.now],
  );
  await record(act, 'WEBHOOK_REGISTERED', act.id, { events: inOrder(events), host: new URL(url).host });
  return { webhookId: act.id, version: 1 };
}

export interface WebhookChange {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly events?: readonly WebhookEvent[] | undefined;
  /** ACTIVE sends what waited meanwhile, in its order. */
  readonly state?: 'ACTIVE' | 'PAUSED' | undefined;
}

/** @throws Refusal NOT_FOUND, STALE_VERSION, WEBHOOK_TARGET_REFUSED */
export async function changeWebhook(
  act: Act,
  settings: WebhookSettings,
  { webhookId, version }: { readonly webhookId: string; readonly version: number },
  change: WebhookChange,
): Promise<Facts> {
  const before = await lockWebhook(act, webhookId);
  if (before.version !== version) throw new Refusal('STALE_VERSION', { version: before.version });
  if (change.url !== undefined) assertTarget(settings, change.url);
  const state = change.state ?? before.state;
  const paused = state === 'PAUSED' && before.state !== 'PAUSED';
  await act.tx.run(
    `UPDATE webhook SET name = coalesce($2, name), url = coalesce($3, url), events = coalesce($4, events), state = $5,
       paused_at = CASE WHEN $5 = 'ACTIVE' THEN NULL WHEN $6 THEN $7::timestamptz ELSE paused_at END,
       paused_because = CASE WHEN $5 = 'ACTIVE' THEN NULL WHEN $6 THEN 'BY_ADMINISTRATOR' ELSE paused_because END,
       dead_in_a_row = CASE WHEN $5 = 'ACTIVE' AND state <> 'ACTIVE' THEN 0 ELSE dead_in_a_row END, version = version + 1
     WHERE id = $1`,
    [
      webhookId,
      change.name ?? null,
      change.url ?? null,
      change.events === undefined ? null : inOrder(change.events),
      state,
      paused,
      act.now,
    ],
  );
  await record(act, 'WEBHOOK_CHANGED', webhookId, {
    fields: Object.keys(change).sort(),
    state,
    ...(change.events === undefined ? {} : { events: inOrder(change.events) }),
    ...(change.url === undefined ? {} : { host: new URL(change.url).host }),
  });
  return { webhookId, version: version + 1, state };
}

/** From the commit on the old secret signs nothing. @throws Refusal NOT_FOUND */
export async function renewSecret(
  act: Act,
  settings: WebhookSettings,
  { webhookId, secret }: { readonly webhookId: string; readonly secret: string },
): Promise<Facts> {
  await lockWebhook(act, webhookId);
  const sealed = seal(settings.sessionSecret, webhookId, secret);
  await act.tx.run('UPDATE webhook SET secret = $2 WHERE id = $1', [webhookId, sealed]);
  await record(act, 'WEBHOOK_SECRET_RENEWED', webhookId, {});
  return { webhookId };
}

/** What still waits for it is never sent. Removing it twice is removing it. @throws Refusal NOT_FOUND */
export async function removeWebhook(act: Act, webhookId: string): Promise<Facts> {
  const { state } = await lockRow(act, webhookId);
  if (state === 'REMOVED') return { webhookId };
  await act.tx.run(`UPDATE webhook SET state = 'REMOVED', version = version + 1 WHERE id = $1`, [webhookId]);
  await record(act, 'WEBHOOK_REMOVED', webhookId, { state });
  return { webhookId };
}

/** Sends it again with the ids it had, as a receiver that lost it needs. @throws Refusal NOT_FOUND, WRONG_STATE while it is on its way */
export async function redeliver(act: Act, webhookId: string, deliveryId: string): Promise<Facts> {
  await lockWebhook(act, webhookId);
  const delivery = await act.tx.maybe<{ state: string; caseId: string }>(
    'SELECT state, case_id AS "caseId" FROM webhook_delivery WHERE id = $1 AND webhook_id = $2 FOR UPDATE',
    [deliveryId, webhookId],
  );
  if (delivery === undefined) throw new Refusal('NOT_FOUND');
  const { state } = delivery;
  if (state !== 'DEAD' && state !== 'DELIVERED') throw new Refusal('WRONG_STATE', { state });
  await act.tx.run(
    `UPDATE webhook_delivery SET state = 'PENDING', attempts = 0, next_try_at = $2, delivered_at = NULL WHERE id = $1`,
    [deliveryId, act.now],
  );
  await record(act, 'WEBHOOK_REDELIVERED', webhookId, { deliveryId, before: state });
  return { deliveryId, state: 'PENDING' };
}

async function lockWebhook(act: Act, webhookId: string): Promise<WebhookRow> {
  const webhook = await lockRow(act, webhookId);
  if (webhook.state === 'REMOVED') throw new Refusal('NOT_FOUND');
  return webhook;
}

async function lockRow({ tx }: Act, webhookId: string): Promise<WebhookRow> {
  const webhook = await tx.maybe<WebhookRow>(`SELECT state, version FROM webhook WHERE id = $1 FOR NO KEY UPDATE`, [
    webhookId,
  ]);
  if (webhook === undefined) throw new Refusal('NOT_FOUND');
  return webhook;
}

type WebhookRow = Pick<WebhookView, 'version'> & { state: WebhookView['state'] | 'REMOVED' };

/** Names are looked up when something is sent; what is an address already is refused here. */
function assertTarget({ mode, webhookNetworks }: WebhookSettings, url: string): void {
  const ground = targetFault(url, mode) ?? (isShut(mode, webhookNetworks, url) ? 'ADDRESS_REFUSED' : undefined);
  if (ground !== undefined) throw new Refusal('WEBHOOK_TARGET_REFUSED', { ground });
}

function isShut(mode: string, networks: readonly string[], url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return net.isIP(host) !== 0 && !addressGuard({ mode, networks }).mayReach(host);
}

function inOrder(events: readonly WebhookEvent[]): string[] {
  return [...new Set(events)].sort();
}

async function record(act: Act, action: string, webhookId: string, after: Facts): Promise<void> {
  act.audit({ action, unitId: await rootUnitId(act.tx), subject: `webhook:${webhookId}`, after });
}
