import { z } from 'zod';
import { listSubstitutions } from '../../../substitution/read-substitutions.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { StandingField, SubstitutionSchema, TAG } from './schemas.ts';

const SIDES = { principal: 'PRINCIPAL', substitute: 'SUBSTITUTE', either: 'EITHER' } as const;

/** GET /substitutions */
export const listOwnSubstitutions = defineRoute({
  id: 'listOwnSubstitutions',
  method: 'get',
  path: '/substitutions',
  tag: TAG,
  summary: 'Who stands in for me, and for whom I stand in, newest first',
  access: ['NAME_SUBSTITUTE'],
  query: z.strictObject({
    side: z.enum(['principal', 'substitute', 'either']).default('either'),
    state: StandingField,
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(SubstitutionSchema) },
  async handle({ deps, actor, query: { side, state, limit, cursor } }) {
    const rows = await listSubstitutions(deps.db.sql, {
      person: { id: actor.id, side: SIDES[side] },
      standing: state === 'standing',
      before: readCursor(z.uuid(), cursor),
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
