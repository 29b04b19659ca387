import type { Route } from '../../route.ts';
import { countMessagesRoute } from './count-messages.ts';
import { listMessagesRoute } from './list-messages.ts';
import { readLedgerRoute } from './read-ledger.ts';
import { readMessageRoute } from './read-message.ts';
import { resendMessageRoute } from './resend-message.ts';
import { searchLedgerRoute } from './search-ledger.ts';

export const MESSAGE_ROUTES: readonly Route[] = [
  listMessagesRoute,
  countMessagesRoute,
  readMessageRoute,
  searchLedgerRoute,
  readLedgerRoute,
  resendMessageRoute,
];
