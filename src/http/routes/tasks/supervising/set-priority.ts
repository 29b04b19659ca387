import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { setPriority } from '../../../../tasks/supervising/set-priority.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { Progress, TaskParams } from '../schemas.ts';

const Priority = z.number().int().min(0).max(100);

/** POST /tasks/{taskId}/priority */
export const setPriorityRoute = defineRoute({
  id: 'setPriority',
  method: 'post',
  path: '/tasks/{taskId}/priority',
  tag: 'tasks',
  summary: 'Rank a task I supervise',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ priority: Priority, reason: freeText(4000) }),
  response: { status: 200, schema: z.object({ taskId: z.uuid(), priority: Priority, progress: Progress }) },
  refusals: ['NOT_SUPERVISOR', 'ALREADY_DECIDED', 'SUPERSEDED', 'IN_TRANSITION', 'CASE_CLOSED', 'CASE_CLOSING'],
  handle({ actor, params: { taskId }, body, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => setPriority(running, actor, atHand, body));
    return act(perform, { taskId });
  },
});
