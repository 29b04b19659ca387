import { z } from 'zod';
import { actOnTask } from '../../../cases/act-on-task.ts';
import { confirmDuty } from '../../../tasks/confirmations/confirm-duty.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { Progress, TaskParams } from '../tasks/schemas.ts';

/** POST /tasks/{taskId}/confirmation */
export const confirmDutyRoute = defineRoute({
  id: 'confirmDuty',
  method: 'post',
  path: '/tasks/{taskId}/confirmation',
  tag: 'tasks',
  summary: 'Say whether a duty I supervise was done as it should be',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ accepted: z.boolean(), note: freeText(4000).optional() }),
  response: {
    status: 200,
    schema: z.object({
      taskId: z.uuid(),
      caseId: z.uuid(),
      state: z.enum(['CONFIRMED', 'NOT_ACCEPTED']),
      progress: Progress,
    }),
  },
  refusals: ['NOTHING_TO_CONFIRM', 'NOT_SUPERVISOR', 'OWN_WORK', 'EXCLUDED', 'ALREADY_CONFIRMED', 'REASON_MISSING'],
  handle({ actor, params: { taskId }, body, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => confirmDuty(running, actor, atHand, body));
    return act(perform, { taskId });
  },
});
