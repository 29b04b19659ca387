import { z } from 'zod';
import { readTimeline } from '../../../cases/timeline.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { defineRoute } from '../../route.ts';
import { AttachmentSchema } from '../comments/schemas.ts';
import { CaseParams, InstantSchema, PersonSchema } from '../tasks/schemas.ts';

/** GET /cases/{caseId}/timeline */
export const readTimelineRoute = defineRoute({
  id: 'readTimeline',
  method: 'get',
  path: '/cases/{caseId}/timeline',
  tag: 'cases',
  summary: 'What happened in a case, in order; applicants see what concerns them',
  access: ['READ_CASES'],
  params: CaseParams,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(100),
    after: z.coerce.number().int().min(0).default(0),
  }),
  response: {
    status: 200,
    schema: z.object({
      items: z.array(
        z.object({
          seq: z.number().int(),
          at: InstantSchema,
          action: z.string(),
          subject: z.string().nullable(),
          actorKind: z.string(),
          actor: PersonSchema.nullable(),
          onBehalfOf: PersonSchema.nullable(),
          reasonCode: z.string().nullable(),
          reason: z.string().nullable(),
          attachments: z.array(AttachmentSchema),
          stage: z.string().nullable(),
          phase: z.string().nullable(),
          outcome: z.string().nullable(),
        }),
      ),
      next: z.number().int().nullable(),
    }),
  },
  async handle({ deps, actor, params, query }) {
    const sight = await assertCanReadCase(deps.db.sql, actor, params.caseId);
    return { body: await readTimeline(deps.db.sql, params.caseId, sight, query.after, query.limit) };
  },
});
