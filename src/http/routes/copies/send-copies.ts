import { z } from 'zod';
import { actOnCase } from '../../../cases/act-on-case.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { sendCopies } from '../../../conversation/copies/send-copies.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { CaseParams, Progress } from '../tasks/schemas.ts';
import { TAG } from './schemas.ts';

/** POST /cases/{caseId}/copies */
export const sendCopiesRoute = defineRoute({
  id: 'sendCopies',
  method: 'post',
  path: '/cases/{caseId}/copies',
  tag: TAG,
  summary: 'Copy colleagues in: they may read the case, and are told',
  access: ['WORK_ON_TASKS'],
  params: CaseParams,
  body: z.strictObject({ to: z.array(z.uuid()).min(1).max(50), note: freeText(500).optional() }),
  response: {
    status: 201,
    schema: z.object({
      caseId: z.uuid(),
      copyIds: z.array(z.uuid()),
      /** Those who have a copy of the case that they did not read yet; they get no second one. */
      unreadBefore: z.array(z.uuid()),
      progress: Progress,
    }),
  },
  refusals: ['PERSON_NOT_POSSIBLE', 'WRONG_STATE'],
  async handle({ deps, actor, params: { caseId }, body, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    const perform = actOnCase(actor, caseId, (running, atHand) => sendCopies(running, atHand, body));
    return act(perform, { caseId, status: 201 });
  },
});
