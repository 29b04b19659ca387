import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { delegateTask } from '../../../../tasks/delegation/delegate.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { Progress, TaskParams } from '../schemas.ts';

/** POST /tasks/{taskId}/delegation */
export const delegateTaskRoute = defineRoute({
  id: 'delegateTask',
  method: 'post',
  path: '/tasks/{taskId}/delegation',
  tag: 'tasks',
  summary: 'Let somebody work on my task and recommend what I should decide',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ to: z.uuid(), reason: freeText(4000) }),
  response: { status: 200, schema: z.object({ taskId: z.uuid(), to: z.uuid(), progress: Progress }) },
  refusals: [
    'OPERATION_NOT_POSSIBLE',
    'OPERATION_NOT_OFFERED',
    'RECEIVER_NOT_POSSIBLE',
    'DELEGATED_AWAY',
    'NOT_HOLDER',
    'EXCLUDED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle({ actor, params: { taskId }, body, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => delegateTask(running, actor, atHand, body));
    return act(perform, { taskId });
  },
});
