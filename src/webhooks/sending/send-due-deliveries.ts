import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { currentPolicy } from '../../policies/current.ts';
import type { Database } from '../../persistence/database.ts';
import type { WebhooksPolicyBody } from '../../domain/webhooks/policy.ts';
import { unseal } from '../seal.ts';
import { leaseDeliveries, type LeasedDelivery } from './lease.ts';
import { post, type Answer, type PostSettings } from './post.ts';
import { settle } from './settle.ts';
import { signatureOf } from './signature.ts';

export interface SenderParts {
  readonly db: Pick<Database, 'sql' | 'pool'>;
  readonly settings: PostSettings & { readonly sessionSecret: string };
  readonly log: Logger;
}

/** Two looks a second cost one index probe for each webhook. Milliseconds. */
const PAUSE = 500;
/** So many of one webhook are on their way at once, each of another case. */
const AT_ONCE = 4;

/**
 * Sends what is due until `until` is aborted and what is on its way has been answered; gives how many arrived. Any number of senders may run at
 * once. A delivery is sent at least once: again only when its receiver did not say 2xx in time, or a sender died between that answer and its own
 * note of it; then with the same ids.
 */
export async function sendDueDeliveries(parts: SenderParts, until: AbortSignal): Promise<number> {
  let arrived = 0;
  const busy = new Map<string, Promise<void>>();
  let pause: Promise<void> | undefined;
  while (!until.aborted) {
    const leased = await leaseDeliveries(parts.db.sql, [...busy.keys()], AT_ONCE);
    const rules = leased.length === 0 ? undefined : (await rulesNow(parts)).body;
    for (const [webhookId, deliveries] of byWebhook(leased)) {
      const round = Promise.allSettled(deliveries.map((delivery) => sendOne(parts, delivery, rules))).then((sent) => {
        arrived += sent.filter((one) => one.status === 'fulfilled' && one.value).length;
        busy.delete(webhookId);
      });
      busy.set(webhookId, round);
    }
    // Whoever is fast is served on at once; a slow receiver is waited for by nobody.
    pause ??= sleep(PAUSE, undefined, { signal: until })
      .catch(() => undefined)
      .then(() => {
        pause = undefined;
      });
    await (leased.length > 0 ? Promise.race([pause, ...busy.values()]) : pause);
  }
  await Promise.all(busy.values());
  return arrived;
}

function rulesNow({ db }: SenderParts) {
  return currentPolicy(db.sql, 'PROCESS_POLICY', 'WEBHOOKS', new Date());
}

function byWebhook(leased: readonly LeasedDelivery[]): Map<string, LeasedDelivery[]> {
  const groups = new Map<string, LeasedDelivery[]>();
  for (const delivery of leased) groups.set(delivery.webhookId, [...(groups.get(delivery.webhookId) ?? []), delivery]);
  return groups;
}

async function sendOne(
  parts: SenderParts,
  delivery: LeasedDelivery,
  rules: WebhooksPolicyBody | undefined,
): Promise<boolean> {
  if (rules === undefined) throw new Error('Nothing was leased');
  const { db, log } = parts;
  const { id, webhookId, attempts } = delivery;
  try {
    const answer = await attempt(parts, delivery, rules.timeoutSeconds * 1000);
    const settled = await settle(db, delivery, answer, rules);
    log.info({ delivery: id, webhook: webhookId, attempts, ...answer }, `webhook delivery ${settled.toLowerCase()}`);
    return settled === 'DELIVERED';
  } catch (error) {
    // Its lease runs out, and it is sent again.
    log.warn({ delivery: id, webhook: webhookId, reason: String(error) }, 'webhook delivery not settled');
    return false;
  }
}

/** One POST of it, as every attempt makes it: only the signature's instant differs. */
export async function attempt(
  { settings }: Pick<SenderParts, 'settings'>,
  { id, webhookId, eventId, event, payload, attempts, happenedAt, url, secret }: LeasedDelivery,
  timeoutMs: number,
): Promise<Answer> {
  const key = unseal(settings.sessionSecret, webhookId, secret);
  if (key === undefined) return { error: 'SECRET_UNREADABLE' };
  const body = JSON.stringify({ id: eventId, event, at: happenedAt.toISOString(), data: payload });
  const headers = {
    'user-agent': 'Qudao-Webhook/1',
    'x-qudao-event': event,
    'x-qudao-event-id': eventId,
    'x-qudao-delivery-id': id,
    'x-qudao-attempt': String(attempts),
    'x-qudao-signature': signatureOf(key, body, new Date()),
  };
  return post(url, { body, headers }, settings, timeoutMs);
}
