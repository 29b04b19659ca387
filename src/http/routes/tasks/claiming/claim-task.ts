import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { claimTask } from '../../../../tasks/claiming/claim.ts';
import { defineRoute } from '../../../route.ts';
import { Progress, TaskParams } from '../schemas.ts';

/** POST /tasks/{taskId}/claim */
export const claimTaskRoute = defineRoute({
  id: 'claimTask',
  method: 'post',
  path: '/tasks/{taskId}/claim',
  tag: 'tasks',
  summary: 'Take a task out of the pool',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  response: { status: 200, schema: z.object({ taskId: z.uuid(), state: z.string(), progress: Progress }) },
  refusals: [
    'DELEGATED_AWAY',
    'ALREADY_CLAIMED',
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
  handle({ actor, params: { taskId }, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => claimTask(running, actor, atHand));
    return act(perform, { taskId });
  },
});
