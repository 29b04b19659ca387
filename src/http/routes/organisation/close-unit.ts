import { closeUnit } from '../../../organisation/units/change-unit.ts';
import { defineRoute } from '../../route.ts';
import { UnitNowSchema, UnitParams } from './schemas.ts';

/** POST /units/{unitId}/closing */
export const closeUnitRoute = defineRoute({
  id: 'closeUnit',
  method: 'post',
  path: '/units/{unitId}/closing',
  tag: 'organisation',
  summary: 'Close a unit that nothing uses any more',
  access: ['WRITE_ORGANISATION'],
  params: UnitParams,
  response: { status: 200, schema: UnitNowSchema },
  refusals: ['STALE_VERSION', 'UNIT_TREE', 'UNIT_NOT_EMPTY', 'WRONG_STATE'],
  async handle({ params, act, ifMatch }) {
    const at = { unitId: params.unitId, version: ifMatch() };
    return act((running) => closeUnit(running, at));
  },
});
