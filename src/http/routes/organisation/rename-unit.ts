import { z } from 'zod';
import { renameUnit } from '../../../organisation/units/change-unit.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';
import { UnitNowSchema, UnitParams } from './schemas.ts';

/** PUT /units/{unitId}/names */
export const renameUnitRoute = defineRoute({
  id: 'renameUnit',
  method: 'put',
  path: '/units/{unitId}/names',
  tag: 'organisation',
  summary: 'Rename a unit',
  access: ['WRITE_ORGANISATION'],
  params: UnitParams,
  body: z.strictObject({ nameZh: lineText(100), nameEn: lineText(100) }),
  response: { status: 200, schema: UnitNowSchema },
  refusals: ['STALE_VERSION'],
  async handle({ params, body, act, ifMatch }) {
    const at = { unitId: params.unitId, version: ifMatch() };
    return act((running) => renameUnit(running, at, body));
  },
});
