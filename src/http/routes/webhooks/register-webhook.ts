import { z } from 'zod';
import { newSecret } from '../../../webhooks/seal.ts';
import { registerWebhook } from '../../../webhooks/webhook.ts';
import { defineRoute } from '../../route.ts';
import { Address, Events, Name, SecretField, TAG, withSecret } from './schemas.ts';

/** POST /webhooks */
export const registerWebhookRoute = defineRoute({
  id: 'registerWebhook',
  method: 'post',
  path: '/webhooks',
  tag: TAG,
  summary: 'Have an address outside told of tasks and cases; this answer is the only one that shows its secret',
  access: ['MANAGE_WEBHOOKS'],
  body: z.strictObject({ name: Name, url: Address, events: Events }),
  response: { status: 201, schema: z.object({ webhookId: z.uuid(), version: z.int(), secret: SecretField }) },
  refusals: ['WEBHOOK_TARGET_REFUSED'],
  async handle({ deps, body, act }) {
    const fresh = { secret: newSecret(), issued: false };
    const reply = await act(
      async (running) => {
        const answer = await registerWebhook(running, deps.config, { ...body, secret: fresh.secret });
        fresh.issued = true;
        return answer;
      },
      { status: 201 },
    );
    return fresh.issued ? withSecret(reply, fresh.secret) : reply;
  },
});
