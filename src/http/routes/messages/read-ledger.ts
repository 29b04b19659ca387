import { readLedger } from '../../../messages/ledger.ts';
import { defineRoute } from '../../route.ts';
import { LedgerItem, MessageParams } from './schemas.ts';

/** GET /message-ledger/{messageId} */
export const readLedgerRoute = defineRoute({
  id: 'readMessageLedger',
  method: 'get',
  path: '/message-ledger/{messageId}',
  tag: 'messages',
  summary: 'What became of one notice',
  access: ['READ_MESSAGE_LEDGER'],
  params: MessageParams,
  response: { status: 200, schema: LedgerItem },
  async handle({ deps, params: { messageId } }) {
    return { body: await readLedger(deps.db.sql, messageId) };
  },
});
