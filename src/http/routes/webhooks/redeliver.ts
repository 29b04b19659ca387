import { z } from 'zod';
import { redeliver } from '../../../webhooks/webhook.ts';
import { defineRoute } from '../../route.ts';
import { TAG } from './schemas.ts';

/** POST /webhooks/{webhookId}/deliveries/{deliveryId}/redelivery */
export const redeliverRoute = defineRoute({
  id: 'redeliverWebhook',
  method: 'post',
  path: '/webhooks/{webhookId}/deliveries/{deliveryId}/redelivery',
  tag: TAG,
  summary: 'Send a delivery that is dead, or that its receiver lost, once more with the ids it had',
  access: ['MANAGE_WEBHOOKS'],
  params: z.object({ webhookId: z.uuid(), deliveryId: z.uuid() }),
  response: { status: 200, schema: z.object({ deliveryId: z.uuid(), state: z.literal('PENDING') }) },
  refusals: ['WRONG_STATE'],
  async handle({ params: { webhookId, deliveryId }, act }) {
    return act((running) => redeliver(running, webhookId, deliveryId));
  },
});
