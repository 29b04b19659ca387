import { z } from 'zod';
import { Refusal } from '../../../domain/refusal.ts';
import { acknowledge } from '../../../publications/acknowledge.ts';
import { findPublication } from '../../../publications/read-publication.ts';
import { defineRoute } from '../../route.ts';
import { PublicationParams, TAG } from './schemas.ts';

/** POST /publications/{publicationId}/acknowledgement (NTF-05) */
export const acknowledgePublication = defineRoute({
  id: 'acknowledgePublication',
  method: 'post',
  path: '/publications/{publicationId}/acknowledgement',
  tag: TAG,
  summary: 'Say that I have read and understood a rule',
  access: 'PERSON',
  params: PublicationParams,
  body: z.strictObject({ version: z.int().min(1).meta({ description: 'The version that was read.' }) }),
  response: { status: 200, schema: z.object({ publicationId: z.uuid(), version: z.int() }) },
  refusals: ['STALE_VERSION', 'NOT_READ', 'NOT_TO_ACKNOWLEDGE'],
  async handle({ deps, actor, params: { publicationId }, body, act }) {
    const publication = await findPublication(deps.db.sql, publicationId, actor.id);
    if (publication?.receipt == null) throw new Refusal('NOT_FOUND');
    return act((running) => acknowledge(running, publicationId, body.version));
  },
});
