import { z } from 'zod';
import { listWebhooks } from '../../../webhooks/read-webhooks.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { IdKey, TAG, WebhookSchema } from './schemas.ts';

/** GET /webhooks */
export const listWebhooksRoute = defineRoute({
  id: 'listWebhooks',
  method: 'get',
  path: '/webhooks',
  tag: TAG,
  summary: 'Addresses outside that are told of tasks and cases, newest first',
  access: ['MANAGE_WEBHOOKS', 'READ_AUDIT'],
  query: z.strictObject(PAGE_QUERY),
  response: { status: 200, schema: pageSchema(WebhookSchema) },
  async handle({ deps, query: { limit, cursor } }) {
    const rows = await listWebhooks(deps.db.sql, { after: readCursor(IdKey, cursor)?.id, limit });
    return {
      body: pageOf(
        rows,
        limit,
        ({ webhookId }) => ({ id: webhookId }),
        (row) => row,
      ),
    };
  },
});
