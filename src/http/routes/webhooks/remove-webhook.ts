import { z } from 'zod';
import { removeWebhook } from '../../../webhooks/webhook.ts';
import { defineRoute } from '../../route.ts';
import { TAG, WebhookParams } from './schemas.ts';

/** DELETE /webhooks/{webhookId} */
export const removeWebhookRoute = defineRoute({
  id: 'removeWebhook',
  method: 'delete',
  path: '/webhooks/{webhookId}',
  tag: TAG,
  summary: 'Tell an address nothing more, not even what waited for it',
  access: ['MANAGE_WEBHOOKS'],
  params: WebhookParams,
  response: { status: 200, schema: z.object({ webhookId: z.uuid() }) },
  async handle({ params: { webhookId }, act }) {
    return act((running) => removeWebhook(running, webhookId));
  },
});
