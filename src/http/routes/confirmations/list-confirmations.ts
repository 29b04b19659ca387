import { z } from 'zod';
import { CONFIRMATION_STATES } from '../../../domain/tasks/confirmation.ts';
import { listConfirmations } from '../../../tasks/confirmations/list-confirmations.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema, PersonSchema } from '../tasks/schemas.ts';

const Listed = z.object({
  confirmationId: z.uuid(),
  taskId: z.uuid(),
  caseId: z.uuid(),
  caseNumber: z.string(),
  caseTitleZh: z.string(),
  caseTitleEn: z.string(),
  process: z.string(),
  company: PersonSchema.nullable(),
  stage: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  outcome: z.string(),
  endedAt: InstantSchema,
  decidedBy: z.array(PersonSchema),
  state: z.enum(CONFIRMATION_STATES),
  askedAt: InstantSchema,
  answeredAt: InstantSchema.nullable(),
  note: z.string().nullable(),
  onBehalfOf: PersonSchema.nullable().meta({ description: 'In whose name I would answer, or somebody answered.' }),
});

/** GET /confirmations */
export const listConfirmationsRoute = defineRoute({
  id: 'listConfirmations',
  method: 'get',
  path: '/confirmations',
  tag: 'tasks',
  summary: 'What I have to confirm as a supervisor, or have answered, newest first',
  access: ['WORK_ON_TASKS'],
  query: z.strictObject({ state: z.enum(CONFIRMATION_STATES).default('OPEN'), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(Listed) },
  async handle({ deps, actor, query: { state, limit, cursor } }) {
    const rows = await listConfirmations(deps.db.sql, {
      accountId: actor.id,
      isAdministrator: actor.roles.some(({ role }) => role === 'ADMINISTRATOR'),
      state,
      before: readCursor(z.uuid(), cursor),
      limit: limit + 1,
    });
    return {
      body: pageOf(
        rows,
        limit,
        ({ confirmationId }) => confirmationId,
        (row) => row,
      ),
    };
  },
});
