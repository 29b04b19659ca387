import { z } from 'zod';
import type { Act } from '../../../acts/act.ts';
import { visibleTask } from '../../../cases/visibility.ts';
import { releaseTask } from '../../../tasks/operations/claim.ts';
import type { Tx } from '../../../persistence/tx.ts';
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
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle({ actor, params: { taskId }, act }) {
    const prepare = async (tx: Tx) => {
      const atHand = await visibleTask(tx, actor, taskId);
      return (running: Act) => Promise.resolve(releaseTask(running, actor, atHand));
    };
    return act({ prepare }, { taskId });
  },
});
