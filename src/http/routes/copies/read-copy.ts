import { findOwnCopy, readCopies } from '../../../conversation/copies/read-copies.ts';
import { defineRoute } from '../../route.ts';
import { CopyParams, ReadSchema, TAG } from './schemas.ts';

/** POST /copies/{copyId}/reading */
export const readCopyRoute = defineRoute({
  id: 'readCopy',
  method: 'post',
  path: '/copies/{copyId}/reading',
  tag: TAG,
  summary: 'Say that I have read what was copied to me',
  access: 'PERSON',
  params: CopyParams,
  response: { status: 200, schema: ReadSchema },
  async handle({ deps, actor, params: { copyId }, act }) {
    await findOwnCopy(deps.db.sql, actor.id, copyId);
    return act((running) => readCopies(running, actor.id, { copyId }));
  },
});
