import { Refusal } from '../../../domain/refusal.ts';
import { findUnit } from '../../../organisation/units/read-units.ts';
import { defineRoute } from '../../route.ts';
import { UnitParams, UnitSchema } from './schemas.ts';
import { unitFor } from './unit-for.ts';

/** GET /units/{unitId} */
export const readUnitRoute = defineRoute({
  id: 'readUnit',
  method: 'get',
  path: '/units/{unitId}',
  tag: 'organisation',
  summary: 'One unit',
  access: 'LOGGED_IN',
  params: UnitParams,
  response: { status: 200, schema: UnitSchema },
  async handle({ deps, actor, params }) {
    const unit = await findUnit(deps.db.sql, params.unitId);
    if (unit === undefined) throw new Refusal('NOT_FOUND');
    return { body: unitFor(actor)(unit), etag: unit.version };
  },
});
