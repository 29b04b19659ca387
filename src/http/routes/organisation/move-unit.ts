import { z } from 'zod';
import { moveUnit } from '../../../organisation/units/change-unit.ts';
import { defineRoute } from '../../route.ts';
import { UnitNowSchema, UnitParams } from './schemas.ts';

/** PUT /units/{unitId}/parent */
export const moveUnitRoute = defineRoute({
  id: 'moveUnit',
  method: 'put',
  path: '/units/{unitId}/parent',
  tag: 'organisation',
  summary: 'Move a unit, with everything below it, below another',
  access: ['WRITE_ORGANISATION'],
  params: UnitParams,
  body: z.strictObject({ parentId: z.uuid() }),
  response: { status: 200, schema: UnitNowSchema },
  refusals: ['STALE_VERSION', 'UNIT_UNKNOWN', 'UNIT_TREE'],
  async handle({ params, body, act, ifMatch }) {
    const at = { unitId: params.unitId, version: ifMatch() };
    return act((running) => moveUnit(running, at, body.parentId));
  },
});
