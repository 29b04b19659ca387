import { z } from 'zod';
import { actOnCase } from '../../../cases/act-on-case.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { urge } from '../../../conversation/urges/urge.ts';
import { WAYS } from '../../../domain/messages/message-table.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { CaseParams, Progress } from '../tasks/schemas.ts';

/** POST /cases/{caseId}/urges */
export const urgeCaseRoute = defineRoute({
  id: 'urgeCase',
  method: 'post',
  path: '/cases/{caseId}/urges',
  tag: 'conversation',
  summary: 'Urge whoever has the case on their desk, or one task of it',
  access: ['WORK_ON_TASKS'],
  params: CaseParams,
  body: z.strictObject({
    taskId: z.uuid().optional(),
    channels: z.array(z.enum(WAYS)).min(1).max(WAYS.length).optional(),
    note: freeText(200).optional(),
  }),
  response: {
    status: 201,
    schema: z.object({ caseId: z.uuid(), urgeId: z.uuid(), tasks: z.int(), progress: Progress }),
  },
  refusals: [
    'NOT_INVOLVED',
    'NOTHING_TO_URGE',
    'URGED_RECENTLY',
    'WAY_NOT_OFFERED',
    'WRONG_STATE',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params: { caseId }, body, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    const perform = actOnCase(actor, caseId, (running, atHand) => urge(running, atHand, body));
    return act(perform, { caseId, status: 201 });
  },
});
