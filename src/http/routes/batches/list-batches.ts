import { z } from 'zod';
import { listBatches } from '../../../batches/read-batch.ts';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { BatchSchema } from './schemas.ts';

/** GET /batches */
export const listBatchesRoute = defineRoute({
  id: 'listBatches',
  method: 'get',
  path: '/batches',
  tag: 'batches',
  summary: 'What I ordered on many records at once, newest first; administrators and auditors see everybody’s',
  access: 'LOGGED_IN',
  query: z.strictObject(PAGE_QUERY),
  response: { status: 200, schema: pageSchema(BatchSchema) },
  async handle({ deps, actor, query: { limit, cursor } }) {
    const own = permissionsOf(actor).has('READ_AUDIT') ? undefined : actor.id;
    const rows = await listBatches(deps.db.sql, own, readCursor(z.uuid(), cursor), limit + 1);
    return {
      body: pageOf(
        rows,
        limit,
        ({ id }) => id,
        (row) => row,
      ),
    };
  },
});
