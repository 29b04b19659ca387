import { z } from 'zod';
import { caseOfTask } from '../../../cases/visibility.ts';
import { releaseTask } from '../../../tasks/claim.ts';
import { defineRoute } from '../../route.ts';
import { Progress, TaskParams } from './schemas.ts';

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
    'NOT_CLAIMED',
    'NOT_HOLDER',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params, act }) {
    const caseId = await caseOfTask(deps.db.sql, actor, params.taskId);
    return act((running) => releaseTask(running, actor, params.taskId), { caseId });
  },
});
