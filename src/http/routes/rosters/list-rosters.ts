import { z } from 'zod';
import { listRosters } from '../../../organisation/rosters/read-rosters.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { RosterCodeField, RosterKindField, RosterSchema } from './schemas.ts';

/** GET /rosters */
export const listRostersRoute = defineRoute({
  id: 'listRosters',
  method: 'get',
  path: '/rosters',
  tag: 'rosters',
  summary: 'Posts and groups with their members',
  access: ['READ_ORGANISATION'],
  query: z.strictObject({
    kind: RosterKindField.optional(),
    unitId: z.uuid().optional(),
    code: RosterCodeField.optional(),
    accountId: z.uuid().optional().meta({ description: 'Those that this person is on.' }),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(RosterSchema) },
  async handle({ deps, query: { kind, unitId, code, accountId, cursor, limit } }) {
    const after = readCursor(z.uuid(), cursor);
    const rows = await listRosters(deps.db.sql, { kind, unitId, code, accountId, after, limit: limit + 1 });
    return {
      body: pageOf(
        rows,
        limit,
        ({ id }) => id,
        (roster) => roster,
      ),
    };
  },
});
