import { z } from 'zod';
import { listInAppMessages } from '../../../messages/inbox.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { IdKey } from './schemas.ts';

const Item = z.object({
  id: z.uuid(),
  template: z.string(),
  caseId: z.uuid().nullable(),
  subject: z.string(),
  text: z.string(),
  link: z.url(),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});

/** GET /messages (NTF-06) */
export const listMessagesRoute = defineRoute({
  id: 'listMessages',
  method: 'get',
  path: '/messages',
  tag: 'messages',
  summary: 'What one was told in the product, newest first, in the language of the request',
  access: 'LOGGED_IN',
  query: z.strictObject({ unread: z.stringbool().default(false), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(Item) },
  async handle({ deps, actor, locale, query: { unread, cursor, limit } }) {
    const after = readCursor(IdKey, cursor)?.id;
    const page = { accountId: actor.id, unreadOnly: unread, after, limit };
    const rows = await listInAppMessages(deps.db.sql, page, { locale, publicUrl: deps.config.publicUrl });
    return {
      body: pageOf(
        rows,
        limit,
        ({ id }) => ({ id }),
        (row) => row,
      ),
    };
  },
});
