import { z } from 'zod';
import { BulkDecision, orderBulkDecision } from '../../../../tasks/deciding/bulk-decision.ts';
import { BatchOrdered } from '../../batches/schemas.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';

/** More than any policy allows; a longer list is not read. */
const LONGEST_LIST = 1000;

const Body = z.strictObject({
  taskIds: z
    .array(z.uuid())
    .min(1)
    .max(LONGEST_LIST)
    .refine((ids) => new Set(ids).size === ids.length, 'DUPLICATE_ITEM'),
  decision: BulkDecision,
  reason: freeText(4000).optional().meta({ description: 'One for all.' }),
});

/** POST /tasks/bulk-decisions */
export const decideInBulk = defineRoute({
  id: 'decideInBulk',
  method: 'post',
  path: '/tasks/bulk-decisions',
  tag: 'tasks',
  summary: 'Say the same word on many tasks; each gets a result of its own',
  access: ['WORK_ON_TASKS'],
  body: Body,
  response: { status: 202, schema: BatchOrdered },
  refusals: ['TOO_MANY_ITEMS'],
  handle({ actor, body: { taskIds, decision, reason }, act }) {
    return act((running) => orderBulkDecision(running, actor.id, taskIds, decision, reason), { status: 202 });
  },
});
