import { z } from 'zod';
import { DELIVERY_STATES, listDeliveries, readWebhook } from '../../../webhooks/read-webhooks.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { DeliverySchema, IdKey, TAG, WebhookParams } from './schemas.ts';

/** GET /webhooks/{webhookId}/deliveries */
export const listWebhookDeliveriesRoute = defineRoute({
  id: 'listWebhookDeliveries',
  method: 'get',
  path: '/webhooks/{webhookId}/deliveries',
  tag: TAG,
  summary: 'What a webhook was told or is still to be told, newest first, with attempts and the last answer',
  access: ['MANAGE_WEBHOOKS', 'READ_AUDIT'],
  params: WebhookParams,
  query: z.strictObject({
    state: z.enum(DELIVERY_STATES).optional(),
    caseId: z.uuid().optional(),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(DeliverySchema) },
  async handle({ deps, params: { webhookId }, query: { cursor, ...search } }) {
    await readWebhook(deps.db.sql, webhookId);
    const rows = await listDeliveries(deps.db.sql, { webhookId, ...search, after: readCursor(IdKey, cursor)?.id });
    return {
      body: pageOf(
        rows,
        search.limit,
        ({ deliveryId }) => ({ id: deliveryId }),
        (row) => row,
      ),
    };
  },
});
