import { currentPolicy } from '../../../policies/current.ts';
import { defineRoute } from '../../route.ts';

/** GET /tasks/events */
export const watchListsRoute = defineRoute({
  id: 'watchLists',
  method: 'get',
  path: '/tasks/events',
  tag: 'tasks',
  summary: 'Be told when my lists or counts may have changed, as server-sent events without content',
  access: ['WORK_ON_TASKS'],
  response: { status: 200, content: 'text/event-stream' },
  refusals: ['TOO_MANY_STREAMS', 'BUSY'],
  async handle({ deps, actor, req }) {
    const { body } = await currentPolicy(deps.db.sql, 'PROCESS_POLICY', 'TASKS', new Date());
    const who = { accountId: actor.id, sessionId: req.sessionID };
    return {
      send: (res) => {
        deps.live.open(res, who, body.inbox.streams);
      },
    };
  },
});
