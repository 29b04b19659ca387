import { z } from 'zod';
import { renameRoster } from '../../../organisation/rosters/roster.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';
import { RosterNowSchema, RosterParams } from './schemas.ts';

/** PUT /rosters/{rosterId}/names */
export const renameRosterRoute = defineRoute({
  id: 'renameRoster',
  method: 'put',
  path: '/rosters/{rosterId}/names',
  tag: 'rosters',
  summary: 'Rename a post or a group',
  access: ['WRITE_ORGANISATION'],
  params: RosterParams,
  body: z.strictObject({ nameZh: lineText(100), nameEn: lineText(100) }),
  response: { status: 200, schema: RosterNowSchema },
  refusals: ['STALE_VERSION'],
  async handle({ params: { rosterId }, body, act, ifMatch }) {
    const at = { rosterId, version: ifMatch() };
    return act((running) => renameRoster(running, at, body));
  },
});
