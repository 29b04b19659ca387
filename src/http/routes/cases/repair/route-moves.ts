import { z } from 'zod';
import { orderRouteMoves, previewMany } from '../../../../cases/repair/move-many.ts';
import { countDeadlines, previewEach } from '../../../../cases/repair/preview-each.ts';
import { pageOf, pageSchema, readCursor } from '../../../page.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { BatchOrdered } from '../../batches/schemas.ts';
import { FATES, MOVED_TASKS } from './schemas.ts';

const count = z.number().int();
const counts = z.record(z.string(), count);

/** Which cases: all of older versions in the administrator's units, unless some are named. */
const choice = {
  policyVersionId: z.uuid(),
  caseIds: z.array(z.uuid()).min(1).max(1000).optional(),
  unitId: z.uuid().optional().meta({ description: 'With all units below it.' }),
};

/** POST /route-moves/preview */
export const previewRouteMoves = defineRoute({
  id: 'previewRouteMoves',
  method: 'post',
  path: '/route-moves/preview',
  tag: 'cases',
  summary: 'How many running cases a newer version of their route would move, and what would become of their stages',
  access: ['REPAIR_CASES'],
  body: z.strictObject(choice),
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
  async handle({ deps, actor, body: { policyVersionId, ...chosen } }) {
    return { body: await previewMany(deps.db.sql, policyVersionId, actor.id, new Date(), chosen) };
  },
});

/** POST /route-moves/preview/cases */
export const previewRouteMovesOfCases = defineRoute({
  id: 'previewRouteMovesOfCases',
  method: 'post',
  path: '/route-moves/preview/cases',
  tag: 'cases',
  summary:
    'The cases a newer version of their route would move, each with its open tasks and deadlines before and after',
  access: ['REPAIR_CASES'],
  body: z.strictObject({
    ...choice,
    limit: z.int().min(1).max(50).default(20),
    cursor: z.string().min(1).max(4000).optional(),
  }),
  keyless: true,
  response: {
    status: 200,
    schema: pageSchema(
      z.object({
        caseId: z.uuid(),
        number: z.string(),
        code: z.string().nullable().meta({ description: 'Why it could not be moved at this moment.' }),
        ...MOVED_TASKS,
      }),
    ).extend({
      deadlines: z
        .record(z.enum(['EARLIER', 'LATER', 'UNCHANGED', 'ENDED', 'GIVEN']), count)
        .meta({ description: 'Of the open tasks of this page.' }),
    }),
  },
  async handle({ deps, actor, body: { policyVersionId, limit, cursor, ...chosen } }) {
    const page = { after: readCursor(z.uuid(), cursor), limit: limit + 1 };
    const cases = await previewEach(deps.db, policyVersionId, actor.id, chosen, page);
    const shown = pageOf(
      cases,
      limit,
      ({ caseId }) => caseId,
      (one) => one,
    );
    return { body: { ...shown, deadlines: countDeadlines(shown.items) } };
  },
});

/** POST /route-moves */
export const orderRouteMovesRoute = defineRoute({
  id: 'orderRouteMoves',
  method: 'post',
  path: '/route-moves',
  tag: 'cases',
  summary:
    'Move the running cases of older versions of a route to this one, all or those chosen; each has a result of its own',
  access: ['REPAIR_CASES'],
  body: z.strictObject({ ...choice, reason: freeText(2000) }),
  response: { status: 202, schema: BatchOrdered },
  refusals: ['NOTHING_TO_DO'],
  handle({ actor, body: { policyVersionId, reason, ...chosen }, act }) {
    return act((running) => orderRouteMoves(running, actor.id, policyVersionId, reason, chosen), { status: 202 });
  },
});
