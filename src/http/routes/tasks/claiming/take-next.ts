import { z } from 'zod';
import { takeNext } from '../../../../tasks/claiming/take-next.ts';
import { defineRoute } from '../../../route.ts';
import { Progress } from '../schemas.ts';

/** POST /tasks/next */
export const takeNextRoute = defineRoute({
  id: 'takeNext',
  method: 'post',
  path: '/tasks/next',
  tag: 'tasks',
  summary: 'Take the best task of my pools: by priority, then due, then age',
  access: ['WORK_ON_TASKS'],
  body: z.strictObject({ process: z.string().max(60).optional(), stage: z.string().max(40).optional() }),
  response: {
    status: 200,
    schema: z.object({
      taskId: z.uuid().nullable().meta({ description: 'Null when nothing is open to me.' }),
      caseId: z.uuid().nullable(),
      progress: Progress,
    }),
  },
  handle({ actor, body, act }) {
    return act((running) => takeNext(running, actor, body));
  },
});
