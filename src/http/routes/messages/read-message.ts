import { z } from 'zod';
import { findOwnMessage, markRead } from '../../../messages/inbox.ts';
import { defineRoute } from '../../route.ts';
import { MessageParams } from './schemas.ts';

/** POST /messages/{messageId}/read */
export const readMessageRoute = defineRoute({
  id: 'readMessage',
  method: 'post',
  path: '/messages/{messageId}/read',
  tag: 'messages',
  summary: 'Mark a message as read; the first time counts',
  access: 'LOGGED_IN',
  params: MessageParams,
  response: { status: 200, schema: z.object({ messageId: z.uuid(), progress: z.string() }) },
  async handle({ deps, actor, params: { messageId }, act }) {
    await findOwnMessage(deps.db.sql, actor.id, messageId);
    return act((running) => markRead(running, messageId));
  },
});
