import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { postponeTask } from '../../../../tasks/supervising/postpone.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { Progress, TaskParams } from '../schemas.ts';

/** POST /tasks/{taskId}/deadline */
export const postponeTaskRoute = defineRoute({
  id: 'postponeTask',
  method: 'post',
  path: '/tasks/{taskId}/deadline',
  tag: 'tasks',
  summary: 'Give a task I supervise a later deadline',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ dueAt: z.iso.datetime({ offset: true }), reason: freeText(4000) }),
  response: {
    status: 200,
    schema: z.object({ taskId: z.uuid(), dueAt: z.iso.datetime(), progress: Progress }),
  },
  refusals: [
    'NOT_SUPERVISOR',
    'DEADLINE_NOT_LATER',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle({ actor, params: { taskId }, body: { dueAt, reason }, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) =>
      postponeTask(running, actor, atHand, { dueAt: new Date(dueAt), reason }),
    );
    return act(perform, { taskId });
  },
});
