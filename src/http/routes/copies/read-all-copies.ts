import { z } from 'zod';
import { readCopies } from '../../../conversation/copies/read-copies.ts';
import { defineRoute } from '../../route.ts';
import { ReadSchema, TAG } from './schemas.ts';

/** POST /copies/reading */
export const readAllCopiesRoute = defineRoute({
  id: 'readAllCopies',
  method: 'post',
  path: '/copies/reading',
  tag: TAG,
  summary: 'Say that I have read everything that was copied to me, up to the newest I have seen',
  access: 'PERSON',
  body: z.strictObject({ upTo: z.uuid().optional() }),
  response: { status: 200, schema: ReadSchema },
  handle: ({ actor, body: { upTo }, act }) => act((running) => readCopies(running, actor.id, { upTo })),
});
