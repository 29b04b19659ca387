import { z } from 'zod';
import { Refusal } from '../../../domain/refusal.ts';
import { findUnit } from '../../../organisation/units/read-units.ts';
import { listSubstitutions } from '../../../substitution/read-substitutions.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { StandingField, SubstitutionSchema, TAG } from './schemas.ts';

/** GET /units/{unitId}/substitutions */
export const listUnitSubstitutions = defineRoute({
  id: 'listUnitSubstitutions',
  method: 'get',
  path: '/units/{unitId}/substitutions',
  tag: TAG,
  summary: 'Who of a unit, and of those below it, is stood in for, newest first',
  access: ['WRITE_ORGANISATION', 'READ_AUDIT'],
  params: z.object({ unitId: z.uuid() }),
  query: z.strictObject({ state: StandingField, ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(SubstitutionSchema) },
  async handle({ deps, params: { unitId }, query: { state, limit, cursor } }) {
    if ((await findUnit(deps.db.sql, unitId)) === undefined) throw new Refusal('NOT_FOUND');
    const before = readCursor(z.uuid(), cursor);
    const rows = await listSubstitutions(deps.db.sql, {
      unitId,
      standing: state === 'standing',
      before,
      limit: limit + 1,
    });
    return {
      body: pageOf(
        rows,
        limit,
        ({ id }) => id,
        (row) => row,
      ),
    };
  },
});
