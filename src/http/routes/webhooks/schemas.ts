import { z } from 'zod';
import { WEBHOOK_EVENTS } from '../../../domain/webhooks/events.ts';
import { DELIVERY_STATES } from '../../../webhooks/read-webhooks.ts';
import type { Reply } from '../../route.ts';
import { lineText } from '../../text.ts';

export const TAG = 'webhooks';
export const WebhookParams = z.object({ webhookId: z.uuid() });
export const IdKey = z.object({ id: z.uuid() });

export const Name = lineText(100);
export const Address = lineText(2000);
export const Events = z.array(z.enum(WEBHOOK_EVENTS)).min(1).max(WEBHOOK_EVENTS.length);

export const WebhookSchema = z.object({
  webhookId: z.uuid(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  state: z.enum(['ACTIVE', 'PAUSED']),
  pausedAt: z.iso.datetime().nullable(),
  pausedBecause: z.enum(['BY_ADMINISTRATOR', 'DEAD_IN_A_ROW']).nullable(),
  deadInARow: z.int(),
  waiting: z.int().meta({ description: 'Deliveries that are still to go; counted up to 1000.' }),
  version: z.int(),
  createdAt: z.iso.datetime(),
});

export const DeliverySchema = z.object({
  deliveryId: z.uuid(),
  eventId: z.uuid(),
  event: z.enum(WEBHOOK_EVENTS),
  caseId: z.uuid(),
  data: z.record(z.string(), z.unknown()),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  happenedAt: z.iso.datetime(),
  lastTriedAt: z.iso.datetime().nullable(),
  nextTryAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
});

export const SecretField = z
  .string()
  .optional()
  .meta({ description: 'Shown this once. Left out when the request is repeated: nobody can read it any more.' });

export function withSecret(reply: Reply, secret: string): Reply {
  return typeof reply.body === 'object' && reply.body !== null ? { ...reply, body: { ...reply.body, secret } } : reply;
}
