import { z } from 'zod';
import { listItems } from '../../../batches/read-batch.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { BatchItemSchema, BatchParams, ItemState, visibleBatch } from './schemas.ts';

/** GET /batches/{batchId}/items */
export const listBatchItems = defineRoute({
  id: 'listBatchItems',
  method: 'get',
  path: '/batches/{batchId}/items',
  tag: 'batches',
  summary: 'What became of each item, in the order they were given',
  access: 'LOGGED_IN',
  params: BatchParams,
  query: z.strictObject({ ...PAGE_QUERY, state: ItemState.optional() }),
  response: { status: 200, schema: pageSchema(BatchItemSchema) },
  async handle({ deps, actor, params, query: { limit, cursor, state } }) {
    await visibleBatch(deps.db.sql, actor, params.batchId);
    const after = readCursor(z.number().int().min(0), cursor) ?? 0;
    const rows = await listItems(deps.db.sql, params.batchId, { state, after, limit: limit + 1 });
    return {
      body: pageOf(
        rows,
        limit,
        ({ n }) => n,
        (row) => row,
      ),
    };
  },
});
