import { z } from 'zod';
import { DONE_FILTER } from '../../../domain/inbox/filter.ts';
import { listDone } from '../../../tasks/inbox/done-list.ts';
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
  query: z.strictObject({ by: z.enum(['me', 'substitutes']).default('me'), ...DONE_FILTER, ...PAGE_QUERY }),
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
        process: z.string(),
        company: PersonSchema.nullable(),
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
  async handle({ deps, actor, query: { by, limit, cursor, ...filter } }) {
    const whose = by === 'me' ? 'ME' : 'SUBSTITUTES';
    const rows = await listDone(deps.db.sql, actor.id, readCursor(z.uuid(), cursor), limit + 1, whose, filter);
    return {
      body: pageOf(
        rows,
        limit,
        ({ decisionId }) => decisionId,
        (row) => row,
      ),
    };
  },
});
