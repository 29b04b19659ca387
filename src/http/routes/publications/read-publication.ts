import { z } from 'zod';
import { canReadCase } from '../../../cases/visibility.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { findPublication, noteOpened } from '../../../publications/read-publication.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema } from '../tasks/schemas.ts';
import { PublicationParams, TAG } from './schemas.ts';

const Publication = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  code: z.string().nullable(),
  version: z.int(),
  title: z.string(),
  body: z.string(),
  acknowledge: z.boolean(),
  publishedAt: InstantSchema,
  superseded: z.boolean(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), size: z.int() })),
  receipt: z
    .object({ readAt: z.string().nullable(), acknowledgedAt: z.string().nullable() })
    .nullable()
    .meta({ description: 'Null for whoever is not of its audience.' }),
});

/** GET /publications/{publicationId} (NTF-04): whoever it came to opens it by this, and that is on record. */
export const readPublication = defineRoute({
  id: 'readPublication',
  method: 'get',
  path: '/publications/{publicationId}',
  tag: TAG,
  summary: 'A rule or notice; opening it is its read receipt',
  access: 'PERSON',
  params: PublicationParams,
  response: { status: 200, schema: Publication },
  async handle({ deps: { db }, actor, params: { publicationId } }) {
    await noteOpened(db.sql, publicationId, actor.id);
    const publication = await findPublication(db.sql, publicationId, actor.id);
    const mayRead =
      publication !== undefined &&
      (publication.receipt !== null || (await canReadCase(db.sql, actor, publication.caseId)));
    if (!mayRead) throw new Refusal('NOT_FOUND');
    return { body: publication };
  },
});
