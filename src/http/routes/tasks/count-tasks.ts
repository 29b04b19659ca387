import { z } from 'zod';
import { countInbox, COUNT_LIMIT } from '../../../tasks/inbox/counts.ts';
import { defineRoute } from '../../route.ts';

const count = z.number().int().max(COUNT_LIMIT);

/** GET /tasks/counts */
export const countTasks = defineRoute({
  id: 'countTasks',
  method: 'get',
  path: '/tasks/counts',
  tag: 'tasks',
  summary: `Badges of the inbox; each counts to ${COUNT_LIMIT}`,
  access: ['WORK_ON_TASKS'],
  response: {
    status: 200,
    schema: z.object({
      mine: count,
      pools: count,
      waiting: count,
      overdue: count,
      atRisk: count,
      poolsOverdue: count,
      poolsAtRisk: count,
      done: count,
      started: count,
      copies: count,
      questions: count,
      confirmations: count.meta({ description: 'What I have to confirm as a supervisor.' }),
      team: count.nullable().meta({ description: 'Null for whoever is nobody’s superior.' }),
      teamOverdue: count,
      teamAtRisk: count,
    }),
  },
  async handle({ deps, actor }) {
    return { body: await countInbox(deps.db.sql, actor.id) };
  },
});
