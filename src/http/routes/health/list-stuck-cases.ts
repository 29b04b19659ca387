import { z } from 'zod';
import { listStuckCases, STUCK_REASONS } from '../../../health/stuck-cases.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema } from '../tasks/schemas.ts';

const MOST = 100;

/** GET /health/stuck-cases */
export const listStuckCasesRoute = defineRoute({
  id: 'listStuckCases',
  method: 'get',
  path: '/health/stuck-cases',
  tag: 'health',
  summary: `Cases that wait for the system and not for a person, longest first, at most ${MOST}`,
  access: ['READ_HEALTH'],
  response: {
    status: 200,
    schema: z.object({
      items: z.array(
        z.object({
          caseId: z.uuid(),
          number: z.string(),
          state: z.string(),
          reason: z.enum(STUCK_REASONS),
          since: InstantSchema,
          error: z.string().nullable(),
        }),
      ),
    }),
  },
  async handle({ deps }) {
    return { body: { items: await listStuckCases(deps.db.sql, MOST) } };
  },
});
