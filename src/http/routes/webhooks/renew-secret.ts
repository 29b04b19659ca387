import { z } from 'zod';
import { newSecret } from '../../../webhooks/seal.ts';
import { renewSecret } from '../../../webhooks/webhook.ts';
import { defineRoute } from '../../route.ts';
import { SecretField, TAG, WebhookParams, withSecret } from './schemas.ts';

/** POST /webhooks/{webhookId}/secret */
export const renewWebhookSecretRoute = defineRoute({
  id: 'renewWebhookSecret',
  method: 'post',
  path: '/webhooks/{webhookId}/secret',
  tag: TAG,
  summary: 'Make a new secret; whatever is sent from now on is signed with it',
  access: ['MANAGE_WEBHOOKS'],
  params: WebhookParams,
  response: { status: 200, schema: z.object({ webhookId: z.uuid(), secret: SecretField }) },
  async handle({ deps, params: { webhookId }, act }) {
    const fresh = { secret: newSecret(), issued: false };
    const reply = await act(async (running) => {
      const answer = await renewSecret(running, deps.config, { webhookId, secret: fresh.secret });
      fresh.issued = true;
      return answer;
    });
    return fresh.issued ? withSecret(reply, fresh.secret) : reply;
  },
});
