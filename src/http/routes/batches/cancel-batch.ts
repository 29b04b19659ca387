import { z } from 'zod';
import { cancelBatch } from '../../../batches/cancel-batch.ts';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { defineRoute } from '../../route.ts';
import { Progress } from '../tasks/schemas.ts';
import { BatchParams, visibleBatch } from './schemas.ts';

/** POST /batches/{batchId}/cancellation */
export const cancelBatchRoute = defineRoute({
  id: 'cancelBatch',
  method: 'post',
  path: '/batches/{batchId}/cancellation',
  tag: 'batches',
  summary: 'Stop a batch: what is done stands, what is not is left undone',
  access: 'LOGGED_IN',
  params: BatchParams,
  response: {
    status: 200,
    schema: z.object({
      batchId: z.uuid(),
      state: z.literal('CANCELED'),
      canceled: z.number().int(),
      progress: Progress,
    }),
  },
  refusals: ['WRONG_STATE', 'NOT_ALLOWED'],
  async handle({ deps, actor, params, act }) {
    const { orderedBy } = await visibleBatch(deps.db.sql, actor, params.batchId);
    // An auditor sees it and changes nothing.
    const may = orderedBy.id === actor.id || permissionsOf(actor).has('WRITE_ORGANISATION');
    if (!may) throw new Refusal('NOT_ALLOWED');
    return act((running) => cancelBatch(running, params.batchId));
  },
});
