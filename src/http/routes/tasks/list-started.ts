import { z } from 'zod';
import { STARTED_FILTER } from '../../../domain/inbox/filter.ts';
import { listStarted } from '../../../tasks/inbox/started-list.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema } from './schemas.ts';

/** GET /cases/started */
export const listStartedCases = defineRoute({
  id: 'listStartedCases',
  method: 'get',
  path: '/cases/started',
  tag: 'cases',
  summary: 'Cases I or my company started, newest first',
  access: ['WORK_ON_TASKS'],
  query: z.strictObject({ ...STARTED_FILTER, ...PAGE_QUERY }),
  response: {
    status: 200,
    schema: pageSchema(
      z.object({
        caseId: z.uuid(),
        number: z.string(),
        process: z.string(),
        state: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        createdAt: InstantSchema,
        closedAt: InstantSchema.nullable(),
      }),
    ),
  },
  async handle({ deps, actor, query: { limit, cursor, ...filter } }) {
    const rows = await listStarted(deps.db.sql, actor.id, readCursor(z.uuid(), cursor), limit + 1, filter);
    return {
      body: pageOf(
        rows,
        limit,
        ({ caseId }) => caseId,
        (row) => row,
      ),
    };
  },
});
