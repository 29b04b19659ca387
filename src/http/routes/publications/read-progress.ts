import { z } from 'zod';
import { readProgress } from '../../../publications/progress.ts';
import { defineRoute } from '../../route.ts';
import { publishedCase } from './published-case.ts';
import { PublicationParams, TAG } from './schemas.ts';

/** GET /publications/{publicationId}/progress: for whoever published it, and the office. */
export const readPublicationProgress = defineRoute({
  id: 'readPublicationProgress',
  method: 'get',
  path: '/publications/{publicationId}/progress',
  tag: TAG,
  summary: 'How many were told of a rule, have read it, have acknowledged it',
  access: ['READ_CASES'],
  params: PublicationParams,
  response: {
    status: 200,
    schema: z.object({
      publicationId: z.uuid(),
      recipients: z.int(),
      told: z.int(),
      read: z.int(),
      acknowledged: z.int(),
    }),
  },
  async handle({ deps: { db }, actor, params: { publicationId } }) {
    await publishedCase(db.sql, actor, publicationId);
    return { body: await readProgress(db.sql, publicationId) };
  },
});
