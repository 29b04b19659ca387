import { z } from 'zod';
import { createUnit } from '../../../organisation/units/create-unit.ts';
import { defineRoute } from '../../route.ts';
import { lineText } from '../../text.ts';
import { UnitLevelField, UnitNowSchema } from './schemas.ts';

/** POST /units */
export const createUnitRoute = defineRoute({
  id: 'createUnit',
  method: 'post',
  path: '/units',
  tag: 'organisation',
  summary: 'Create a unit below another',
  access: ['WRITE_ORGANISATION'],
  body: z.strictObject({
    parentId: z.uuid(),
    level: UnitLevelField,
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
    nameZh: lineText(100),
    nameEn: lineText(100),
  }),
  response: { status: 201, schema: UnitNowSchema },
  refusals: ['UNIT_UNKNOWN', 'UNIT_TREE', 'CODE_TAKEN'],
  async handle({ body, act }) {
    return act((running) => createUnit(running, body));
  },
});
