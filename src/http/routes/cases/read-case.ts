import { z } from 'zod';
import { readCaseView } from '../../../cases/case-view.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams, InstantSchema, Progress } from '../tasks/schemas.ts';

/** GET /cases/{caseId} */
export const readCaseRoute = defineRoute({
  id: 'readCase',
  method: 'get',
  path: '/cases/{caseId}',
  tag: 'cases',
  summary: 'A case: its state, phases and open tasks',
  access: ['READ_CASES'],
  params: CaseParams,
  response: {
    status: 200,
    schema: z.object({
      id: z.uuid(),
      number: z.string(),
      process: z.string(),
      state: z.string(),
      outcome: z.string().nullable(),
      progress: Progress,
      titleZh: z.string(),
      titleEn: z.string(),
      companyId: z.uuid().nullable(),
      channelId: z.uuid().nullable(),
      unitId: z.uuid(),
      riskGrade: z.string().nullable(),
      createdAt: InstantSchema,
      submittedAt: InstantSchema.nullable(),
      closedAt: InstantSchema.nullable(),
      version: z.number().int(),
      phases: z.array(
        z.object({
          seq: z.number().int(),
          name: z.string(),
          state: z.string(),
          outcome: z.string().nullable(),
          openedAt: z.string(),
          overAt: z.string().nullable(),
        }),
      ),
      openTasks: z.array(
        z.object({
          id: z.uuid(),
          stage: z.string(),
          titleZh: z.string(),
          titleEn: z.string(),
          state: z.string(),
          dueAt: z.string().nullable(),
          claimed: z.boolean(),
        }),
      ),
    }),
  },
  async handle({ deps, actor, params }) {
    const sight = await assertCanReadCase(deps.db.sql, actor, params.caseId);
    const view = await readCaseView(deps.db.sql, params.caseId);
    return { body: sight.office ? view : { ...view, riskGrade: null }, etag: view.version };
  },
});
