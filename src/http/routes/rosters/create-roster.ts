import { z } from 'zod';
import { createRoster } from '../../../organisation/rosters/roster.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';
import { RosterCodeField, RosterKindField, RosterNowSchema } from './schemas.ts';

/** POST /rosters */
export const createRosterRoute = defineRoute({
  id: 'createRoster',
  method: 'post',
  path: '/rosters',
  tag: 'rosters',
  summary: 'Create a post or a group in a unit',
  access: ['WRITE_ORGANISATION'],
  body: z.strictObject({
    kind: RosterKindField,
    unitId: z.uuid(),
    code: RosterCodeField,
    nameZh: lineText(100),
    nameEn: lineText(100),
  }),
  response: { status: 201, schema: RosterNowSchema },
  refusals: ['UNIT_UNKNOWN', 'CODE_TAKEN'],
  async handle({ body, act }) {
    return act((running) => createRoster(running, body), { status: 201 });
  },
});
