import { z } from 'zod';
import { caseOfTask } from '../../../cases/visibility.ts';
import { claimTask } from '../../../tasks/claim.ts';
import { defineRoute } from '../../route.ts';
import { Progress, TaskParams } from './schemas.ts';

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
    'ALREADY_CLAIMED',
    'NOT_HOLDER',
    'EXCLUDED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params, act }) {
    const caseId = await caseOfTask(deps.db.sql, actor, params.taskId);
    return act((running) => claimTask(running, actor, params.taskId), { caseId });
  },
});
