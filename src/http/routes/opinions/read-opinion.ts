import { z } from 'zod';
import { caseOfTask } from '../../../cases/visibility.ts';
import { readDraft } from '../../../tasks/opinions/drafts.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema, TaskParams } from '../tasks/schemas.ts';
import { OpinionBody } from './schemas.ts';

/** GET /tasks/{taskId}/draft: version 0 while there is none. */
export const readOpinionRoute = defineRoute({
  id: 'readOpinion',
  method: 'get',
  path: '/tasks/{taskId}/draft',
  tag: 'tasks',
  summary: 'What I have written on a task so far',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  response: {
    status: 200,
    schema: z.object({ version: z.int(), opinion: OpinionBody.nullable(), savedAt: InstantSchema.nullable() }),
  },
  async handle({ deps, actor, params: { taskId } }) {
    await caseOfTask(deps.db.sql, actor, taskId);
    const draft = await readDraft(deps.db.sql, taskId, actor.id);
    return { body: draft, etag: draft.version };
  },
});
