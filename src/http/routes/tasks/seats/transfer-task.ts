import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { transferTask } from '../../../../tasks/operations/transfer.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { Progress, TaskParams } from '../schemas.ts';

/** POST /tasks/{taskId}/transfer */
export const transferTaskRoute = defineRoute({
  id: 'transferTask',
  method: 'post',
  path: '/tasks/{taskId}/transfer',
  tag: 'tasks',
  summary: 'Let somebody else decide instead of me',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ to: z.uuid(), reason: freeText(4000) }),
  response: { status: 200, schema: z.object({ taskId: z.uuid(), to: z.uuid(), progress: Progress }) },
  refusals: [
    'DELEGATED_AWAY',
    'OPERATION_NOT_OFFERED',
    'TRANSFER_NOT_POSSIBLE',
    'RECEIVER_NOT_POSSIBLE',
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
    const perform = actOnTask(actor, taskId, (running, atHand) => transferTask(running, actor, atHand, body));
    return act(perform, { taskId });
  },
});
