import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { recallTask } from '../../../../tasks/delegation/recall.ts';
import { defineRoute } from '../../../route.ts';
import { Progress, TaskParams } from '../schemas.ts';

/** DELETE /tasks/{taskId}/delegation */
export const recallTaskRoute = defineRoute({
  id: 'recallTask',
  method: 'delete',
  path: '/tasks/{taskId}/delegation',
  tag: 'tasks',
  summary: 'Recall my task from whoever works on it',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  response: { status: 200, schema: z.object({ taskId: z.uuid(), progress: Progress }) },
  refusals: [
    'NOT_DELEGATED',
    'NOT_HOLDER',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle({ actor, params: { taskId }, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => recallTask(running, actor, atHand));
    return act(perform, { taskId });
  },
});
