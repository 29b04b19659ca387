import { z } from 'zod';
import { readWebhook } from '../../../webhooks/read-webhooks.ts';
import { changeWebhook } from '../../../webhooks/webhook.ts';
import { defineRoute } from '../../route.ts';
import { Address, Events, Name, TAG, WebhookParams } from './schemas.ts';

/** PATCH /webhooks/{webhookId} */
export const changeWebhookRoute = defineRoute({
  id: 'changeWebhook',
  method: 'patch',
  path: '/webhooks/{webhookId}',
  tag: TAG,
  summary:
    'Rename, redirect, pause or resume a webhook, or choose other events; what waited while it was paused is sent then',
  access: ['MANAGE_WEBHOOKS'],
  params: WebhookParams,
  body: z
    .strictObject({ name: Name, url: Address, events: Events, state: z.enum(['ACTIVE', 'PAUSED']) })
    .partial()
    .refine((change) => Object.keys(change).length > 0),
  response: {
    status: 200,
    schema: z.object({ webhookId: z.uuid(), version: z.int(), state: z.enum(['ACTIVE', 'PAUSED']) }),
  },
  refusals: ['STALE_VERSION', 'WEBHOOK_TARGET_REFUSED'],
  async handle({ deps, params: { webhookId }, body, act, ifMatch }) {
    await readWebhook(deps.db.sql, webhookId);
    const at = { webhookId, version: ifMatch() };
    return act((running) => changeWebhook(running, deps.config, at, body));
  },
});
