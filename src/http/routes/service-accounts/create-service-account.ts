import { z } from 'zod';
import { createServiceAccount } from '../../../accounts/service/service-accounts.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';

/** POST /service-accounts */
export const createServiceAccountRoute = defineRoute({
  id: 'createServiceAccount',
  method: 'post',
  path: '/service-accounts',
  tag: 'service accounts',
  summary: 'Create an account for a machine client; it has no password and logs in by token only',
  access: ['MANAGE_SERVICE_ACCOUNTS'],
  body: z.strictObject({
    login: z.string().regex(/^service-[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/),
    name: lineText(100),
  }),
  response: { status: 201, schema: z.object({ accountId: z.uuid() }) },
  refusals: ['LOGIN_TAKEN'],
  async handle({ body, act }) {
    return act((running) => createServiceAccount(running, body));
  },
});
