import { z } from 'zod';
import { defineRoute } from '../../route.ts';
import { BatchParams, BatchSchema, visibleBatch } from './schemas.ts';

const count = z.number().int();

/** GET /batches/{batchId} */
export const readBatchRoute = defineRoute({
  id: 'readBatch',
  method: 'get',
  path: '/batches/{batchId}',
  tag: 'batches',
  summary: 'What was ordered, and how far it is',
  access: 'LOGGED_IN',
  params: BatchParams,
  response: {
    status: 200,
    schema: BatchSchema.extend({
      counts: z.object({ PENDING: count, DONE: count, REFUSED: count, FAILED: count, CANCELED: count }),
    }),
  },
  async handle({ deps, actor, params }) {
    return { body: await visibleBatch(deps.db.sql, actor, params.batchId) };
  },
});
