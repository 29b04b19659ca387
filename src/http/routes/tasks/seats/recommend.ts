import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { recommend } from '../../../../tasks/delegation/recommend.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { AttachmentsField } from '../../comments/schemas.ts';
import { Progress, TaskParams } from '../schemas.ts';

const Outcome = z.enum(['APPROVE', 'REJECT', 'RETURN']);

/** POST /tasks/{taskId}/recommendation */
export const recommendRoute = defineRoute({
  id: 'recommend',
  method: 'post',
  path: '/tasks/{taskId}/recommendation',
  tag: 'tasks',
  summary: 'Recommend what to decide on a task delegated to me',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ outcome: Outcome, reason: freeText(4000), attachments: AttachmentsField }),
  response: { status: 200, schema: z.object({ taskId: z.uuid(), outcome: Outcome, progress: Progress }) },
  refusals: [
    'NOT_DELEGATE',
    'OUTCOME_NOT_OFFERED',
    'ATTACHMENT_UNKNOWN',
    'TOO_MANY_FILES',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle({ actor, params: { taskId }, body, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => recommend(running, actor, atHand, body));
    return act(perform, { taskId });
  },
});
