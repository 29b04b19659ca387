import { z } from 'zod';
import { actOnTask } from '../../../cases/act-on-task.ts';
import { dropDraft } from '../../../tasks/opinions/drafts.ts';
import { defineRoute } from '../../route.ts';
import { Progress, TaskParams } from '../tasks/schemas.ts';

/** DELETE /tasks/{taskId}/draft */
export const dropOpinionRoute = defineRoute({
  id: 'dropOpinion',
  method: 'delete',
  path: '/tasks/{taskId}/draft',
  tag: 'tasks',
  summary: 'Throw away what I have written on a task so far',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  response: { status: 200, schema: z.object({ taskId: z.uuid(), version: z.int(), progress: Progress }) },
  handle({ actor, params: { taskId }, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => dropDraft(running, actor, atHand));
    return act(perform, { taskId });
  },
});
