import { z } from 'zod';
import { closeRoster } from '../../../organisation/rosters/roster.ts';
import { defineRoute } from '../../route.ts';
import { RosterNowSchema, RosterParams } from './schemas.ts';

/** PUT /rosters/{rosterId}/closed */
export const setRosterClosedRoute = defineRoute({
  id: 'setRosterClosed',
  method: 'put',
  path: '/rosters/{rosterId}/closed',
  tag: 'rosters',
  summary: 'Close a post or a group, or open it again; routes find no closed one',
  access: ['WRITE_ORGANISATION'],
  params: RosterParams,
  body: z.strictObject({ closed: z.boolean() }),
  response: { status: 200, schema: RosterNowSchema },
  refusals: ['STALE_VERSION', 'WRONG_STATE'],
  async handle({ params: { rosterId }, body, act, ifMatch }) {
    const at = { rosterId, version: ifMatch() };
    return act((running) => closeRoster(running, at, body.closed));
  },
});
