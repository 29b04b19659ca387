import { readRoster } from '../../../organisation/rosters/read-rosters.ts';
import { defineRoute } from '../../route.ts';
import { RosterParams, RosterSchema } from './schemas.ts';

/** GET /rosters/{rosterId} */
export const readRosterRoute = defineRoute({
  id: 'readRoster',
  method: 'get',
  path: '/rosters/{rosterId}',
  tag: 'rosters',
  summary: 'A post or group with its members',
  access: ['READ_ORGANISATION'],
  params: RosterParams,
  response: { status: 200, schema: RosterSchema },
  async handle({ deps, params: { rosterId } }) {
    const roster = await readRoster(deps.db.sql, rosterId);
    return { body: roster, etag: roster.version };
  },
});
