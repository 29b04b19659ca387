import { readWebhook } from '../../../webhooks/read-webhooks.ts';
import { defineRoute } from '../../route.ts';
import { TAG, WebhookParams, WebhookSchema } from './schemas.ts';

/** GET /webhooks/{webhookId} */
export const readWebhookRoute = defineRoute({
  id: 'readWebhook',
  method: 'get',
  path: '/webhooks/{webhookId}',
  tag: TAG,
  summary: 'One webhook, how much waits for it, and why it is paused',
  access: ['MANAGE_WEBHOOKS', 'READ_AUDIT'],
  params: WebhookParams,
  response: { status: 200, schema: WebhookSchema },
  async handle({ deps, params }) {
    const webhook = await readWebhook(deps.db.sql, params.webhookId);
    return { body: webhook, etag: webhook.version };
  },
});
