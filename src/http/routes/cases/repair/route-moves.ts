import { z } from 'zod';
import { orderRouteMoves, previewMany } from '../../../../cases/repair/move-many.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { BatchOrdered } from '../../batches/schemas.ts';
import { FATES } from './schemas.ts';

const count = z.number().int();
const counts = z.record(z.string(), count);

/** POST /route-moves/preview */
export const previewRouteMoves = defineRoute({
  id: 'previewRouteMoves',
  method: 'post',
  path: '/route-moves/preview',
  tag: 'cases',
  summary: 'How many running cases a newer version of their route would move, and what would become of their stages',
  access: ['REPAIR_CASES'],
  body: z.strictObject({ policyVersionId: z.uuid() }),
  keyless: true,
  response: {
    status: 200,
    schema: z.object({
      total: count,
      lookedAt: count.meta({ description: 'The figures below are about these.' }),
      stages: z.record(z.string(), z.partialRecord(z.enum(FATES), count)),
      opens: counts,
      approved: count,
      refused: counts,
    }),
  },
  async handle({ deps, actor, body }) {
    return { body: await previewMany(deps.db.sql, body.policyVersionId, actor.id, new Date()) };
  },
});

/** POST /route-moves */
export const orderRouteMovesRoute = defineRoute({
  id: 'orderRouteMoves',
  method: 'post',
  path: '/route-moves',
  tag: 'cases',
  summary: 'Move every running case of an older version of a route to this one; each has a result of its own',
  access: ['REPAIR_CASES'],
  body: z.strictObject({ policyVersionId: z.uuid(), reason: freeText(2000) }),
  response: { status: 202, schema: BatchOrdered },
  refusals: ['NOTHING_TO_DO'],
  handle({ actor, body: { policyVersionId, reason }, act }) {
    return act((running) => orderRouteMoves(running, actor.id, policyVersionId, reason), { status: 202 });
  },
});
