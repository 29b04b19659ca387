import { z } from 'zod';
import { readLedger, resendMessage } from '../../../messages/ledger.ts';
import { defineRoute } from '../../route.ts';
import { MessageParams } from './schemas.ts';

/** POST /message-ledger/{messageId}/resend */
export const resendMessageRoute = defineRoute({
  id: 'resendMessage',
  method: 'post',
  path: '/message-ledger/{messageId}/resend',
  tag: 'messages',
  summary: 'Send a mail once more, as a notice of its own',
  access: ['RESEND_MESSAGES'],
  params: MessageParams,
  response: {
    status: 201,
    schema: z.object({ messageId: z.uuid(), state: z.literal('PENDING'), progress: z.string() }),
  },
  refusals: ['MESSAGE_STATE'],
  async handle({ deps, params: { messageId }, act }) {
    await readLedger(deps.db.sql, messageId);
    return act((running) => resendMessage(running, messageId), { status: 201 });
  },
});
