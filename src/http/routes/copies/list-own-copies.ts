import { z } from 'zod';
import { COPIES_FILTER } from '../../../domain/inbox/filter.ts';
import { listOwnCopies } from '../../../conversation/copies/list-copies.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { OwnCopySchema, TAG } from './schemas.ts';

/** GET /copies?unread=true */
export const listOwnCopiesRoute = defineRoute({
  id: 'listOwnCopies',
  method: 'get',
  path: '/copies',
  tag: TAG,
  summary: 'What was copied to me, newest first',
  access: 'PERSON',
  query: z.strictObject({ ...COPIES_FILTER, ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(OwnCopySchema) },
  async handle({ deps, actor, query: { limit, cursor, ...filter } }) {
    const after = readCursor(z.uuid(), cursor);
    const search = { accountId: actor.id, filter, after, limit };
    const rows = await listOwnCopies(deps.db.sql, search);
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
