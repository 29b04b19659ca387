import { z } from 'zod';
import { listUnits } from '../../../organisation/units/read-units.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { UnitLevelField, UnitSchema } from './schemas.ts';
import { unitFor } from './unit-for.ts';

/** GET /units */
export const listUnitsRoute = defineRoute({
  id: 'listUnits',
  method: 'get',
  path: '/units',
  tag: 'organisation',
  summary: 'Units of the operator, in the order of their codes',
  access: 'LOGGED_IN',
  query: z.strictObject({
    below: z.uuid().optional().meta({ description: 'Only this unit and what is below it.' }),
    level: UnitLevelField.optional(),
    closed: z.enum(['true', 'false']).optional(),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(UnitSchema) },
  async handle({ deps, actor, query }) {
    const { below, level, closed, limit, cursor } = query;
    const units = await listUnits(deps.db.sql, {
      below,
      level,
      closed: closed === undefined ? undefined : closed === 'true',
      after: readCursor(z.string(), cursor),
      limit: limit + 1,
    });
    return { body: pageOf(units, limit, ({ code }) => code, unitFor(actor)) };
  },
});
