import { z } from 'zod';
import { countUnread } from '../../../messages/inbox.ts';
import { defineRoute } from '../../route.ts';

/** GET /messages/count */
export const countMessagesRoute = defineRoute({
  id: 'countMessages',
  method: 'get',
  path: '/messages/count',
  tag: 'messages',
  summary: 'How many messages one has not read; counts to 1000',
  access: 'LOGGED_IN',
  response: { status: 200, schema: z.object({ unread: z.int() }) },
  async handle({ deps, actor }) {
    return { body: { unread: await countUnread(deps.db.sql, actor.id) } };
  },
});
