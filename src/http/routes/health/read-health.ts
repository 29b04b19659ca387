import { z } from 'zod';
import { readHealth } from '../../../health/read-health.ts';
import { defineRoute } from '../../route.ts';

const count = z.number().int();

/** GET /health */
export const readHealthRoute = defineRoute({
  id: 'readHealth',
  method: 'get',
  path: '/health',
  tag: 'health',
  summary: 'Engine, backlog, mail, deadlines without a date, rules that wait: what needs an administrator',
  access: ['READ_HEALTH'],
  response: {
    status: 200,
    schema: z.object({
      engine: z.enum(['UP', 'AWAY']),
      cases: z.object({
        open: count,
        preparing: count,
        stuck: count.meta({ description: 'How many /health/stuck-cases would name.' }),
      }),
      outbox: z.object({ waiting: count, failing: count, oldestSeconds: count }),
      dueActs: z.object({ late: count, failing: count }),
      phasesWithoutSuccessor: count,
      mail: z.object({ waiting: count, failed: count, oldestSeconds: count }),
      deadlinesFlagged: count,
      calendar: z.object({ knownUntil: z.string(), daysLeft: count }),
      policiesWaiting: count,
      lastAnchor: z.string().nullable(),
    }),
  },
  async handle({ deps }) {
    return { body: await readHealth(deps.db.sql, await deps.engine.reachable()) };
  },
});
