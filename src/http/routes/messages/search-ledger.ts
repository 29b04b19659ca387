import { z } from 'zod';
import { MESSAGE_STATES, searchLedger } from '../../../messages/ledger.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { IdKey, LedgerItem } from './schemas.ts';

/** GET /message-ledger */
export const searchLedgerRoute = defineRoute({
  id: 'searchMessageLedger',
  method: 'get',
  path: '/message-ledger',
  tag: 'messages',
  summary: 'Every notice the product sent or is about to send, newest first',
  access: ['READ_MESSAGE_LEDGER'],
  query: z.strictObject({
    state: z.enum(MESSAGE_STATES).optional(),
    channel: z.enum(['EMAIL', 'IN_APP']).optional(),
    template: z.string().max(100).optional(),
    caseId: z.uuid().optional(),
    accountId: z.uuid().optional(),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(LedgerItem) },
  async handle({ deps, query: { cursor, ...search } }) {
    const rows = await searchLedger(deps.db.sql, { ...search, after: readCursor(IdKey, cursor)?.id });
    return {
      body: pageOf(
        rows,
        search.limit,
        ({ id }) => ({ id }),
        (row) => row,
      ),
    };
  },
});
