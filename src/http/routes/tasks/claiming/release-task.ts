import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { releaseTask } from '../../../../tasks/claiming/claim.ts';
import { defineRoute } from '../../../route.ts';
import { Progress, TaskParams } from '../schemas.ts';

/** POST /tasks/{taskId}/release */
export const releaseTaskRoute = defineRoute({
  id: 'releaseTask',
  method: 'post',
  path: '/tasks/{taskId}/release',
  tag: 'tasks',
  summary: 'Put a task I hold back into the pool',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  response: { status: 200, schema: z.object({ taskId: z.uuid(), state: z.string(), progress: Progress }) },
  refusals: [
    'DELEGATED_AWAY',
    'NOT_CLAIMED',
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
    const perform = actOnTask(actor, taskId, (running, atHand) => releaseTask(running, actor, atHand));
    return act(perform, { taskId });
  },
});
