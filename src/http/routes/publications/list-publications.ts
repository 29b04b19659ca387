import { z } from 'zod';
import { listOwn, OWN_STATES } from '../../../publications/read-publication.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema } from '../tasks/schemas.ts';
import { TAG } from './schemas.ts';

const Line = z.object({
  id: z.uuid(),
  code: z.string().nullable(),
  version: z.int(),
  title: z.string(),
  acknowledge: z.boolean(),
  publishedAt: InstantSchema,
  superseded: z.boolean(),
  readAt: InstantSchema.nullable(),
  acknowledgedAt: InstantSchema.nullable(),
});

/** GET /publications (NTF-04): what came to me, newest first. */
export const listPublications = defineRoute({
  id: 'listPublications',
  method: 'get',
  path: '/publications',
  tag: TAG,
  summary: 'Rules and notices that came to me, newest first',
  access: 'PERSON',
  query: z.strictObject({ ...PAGE_QUERY, state: z.enum(OWN_STATES).default('ALL') }),
  response: { status: 200, schema: pageSchema(Line) },
  async handle({ deps, actor, query }) {
    const rows = await listOwn(deps.db.sql, actor.id, {
      state: query.state,
      before: readCursor(z.uuid(), query.cursor) ?? null,
      limit: query.limit + 1,
    });
    return {
      body: pageOf(
        rows,
        query.limit,
        ({ id }) => id,
        (row) => row,
      ),
    };
  },
});
