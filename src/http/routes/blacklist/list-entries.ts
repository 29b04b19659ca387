import { z } from 'zod';
import { searchEntries } from '../../../blacklist/search-entries.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';
import { EntrySchema, readsAll, StateField, SubjectKindField } from './schemas.ts';

/** GET /blacklist */
export const listBlacklistRoute = defineRoute({
  id: 'listBlacklist',
  method: 'get',
  path: '/blacklist',
  tag: 'blacklist',
  summary: 'Entries of the blacklist, newest first; those who may only propose see their own proposals',
  access: ['READ_BLACKLIST', 'PROPOSE_BLACKLIST'],
  query: z.strictObject({
    text: lineText(200).optional().meta({ description: 'A part of the name, or the beginning of a credit code.' }),
    state: StateField.optional(),
    subjectKind: SubjectKindField.optional(),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(EntrySchema) },
  async handle({ deps, actor, query: { cursor, ...search } }) {
    const proposedBy = readsAll(actor) ? undefined : actor.id;
    const rows = await searchEntries(deps.db.sql, { ...search, proposedBy, before: readCursor(z.uuid(), cursor) });
    return {
      body: pageOf(
        rows,
        search.limit,
        ({ id }) => id,
        (entry) => entry,
      ),
    };
  },
});
