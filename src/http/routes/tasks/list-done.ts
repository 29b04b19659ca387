import { z } from 'zod';
import { listDone } from '../../../tasks/inbox.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema, PersonSchema } from './schemas.ts';

/** GET /tasks/done */
export const listDoneTasks = defineRoute({
  id: 'listDoneTasks',
  method: 'get',
  path: '/tasks/done',
  tag: 'tasks',
  summary: 'What I decided, or substitutes in my name, newest first',
  access: ['WORK_ON_TASKS'],
  query: z.strictObject({ by: z.enum(['me', 'substitutes']).default('me'), ...PAGE_QUERY }),
  response: {
    status: 200,
    schema: pageSchema(
      z.object({
        decisionId: z.uuid(),
        taskId: z.uuid(),
        caseId: z.uuid(),
        caseNumber: z.string(),
        caseState: z.string(),
        caseTitleZh: z.string(),
        caseTitleEn: z.string(),
        stage: z.string(),
        titleZh: z.string(),
        titleEn: z.string(),
        outcome: z.string(),
        decidedAt: InstantSchema,
        takenBackAt: InstantSchema.nullable(),
        decidedBy: PersonSchema,
        onBehalfOf: PersonSchema.nullable(),
      }),
    ),
  },
  async handle({ deps, actor, query }) {
    const by = query.by === 'me' ? 'ME' : 'SUBSTITUTES';
    const rows = await listDone(deps.db.sql, actor.id, readCursor(z.uuid(), query.cursor), query.limit + 1, by);
    return {
      body: pageOf(
        rows,
        query.limit,
        ({ decisionId }) => decisionId,
        (row) => row,
      ),
    };
  },
});
