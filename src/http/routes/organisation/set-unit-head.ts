import { z } from 'zod';
import { setHead } from '../../../organisation/units/change-unit.ts';
import { defineRoute } from '../../route.ts';
import { UnitNowSchema, UnitParams } from './schemas.ts';

/** PUT /units/{unitId}/head */
export const setUnitHeadRoute = defineRoute({
  id: 'setUnitHead',
  method: 'put',
  path: '/units/{unitId}/head',
  tag: 'organisation',
  summary: 'Name the head of a unit, or none',
  access: ['WRITE_ORGANISATION'],
  params: UnitParams,
  body: z.strictObject({ accountId: z.uuid().nullable() }),
  response: { status: 200, schema: UnitNowSchema },
  refusals: ['STALE_VERSION'],
  async handle({ params, body, act, ifMatch }) {
    const at = { unitId: params.unitId, version: ifMatch() };
    return act((running) => setHead(running, at, body.accountId));
  },
});
