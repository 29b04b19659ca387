import { z } from 'zod';
import { actOnTask } from '../../../cases/act-on-task.ts';
import { saveDraft } from '../../../tasks/opinions/drafts.ts';
import { defineRoute } from '../../route.ts';
import { Progress, TaskParams } from '../tasks/schemas.ts';
import { OpinionBody } from './schemas.ts';

/** PUT /tasks/{taskId}/draft: `If-Match: "0"` for the first. */
export const saveOpinionRoute = defineRoute({
  id: 'saveOpinion',
  method: 'put',
  path: '/tasks/{taskId}/draft',
  tag: 'tasks',
  summary: 'Keep what I have written on a task so far; nobody else sees it',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: OpinionBody,
  response: { status: 200, schema: z.object({ taskId: z.uuid(), version: z.int(), progress: Progress }) },
  refusals: [
    'STALE_VERSION',
    'ATTACHMENT_UNKNOWN',
    'TOO_MANY_FILES',
    'NOT_HOLDER',
    'EXCLUDED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ actor, params: { taskId }, body, act, ifMatch }) {
    const seen = ifMatch();
    const perform = actOnTask(actor, taskId, (running, atHand) => saveDraft(running, actor, atHand, seen, body));
    return act(perform, { taskId });
  },
});
