import { defineRoute } from '../../route.ts';
import { SubstitutionParams, SubstitutionSchema, TAG } from './schemas.ts';
import { visibleSubstitution } from './visible-substitution.ts';

/** GET /substitutions/{substitutionId} */
export const readSubstitutionRoute = defineRoute({
  id: 'readSubstitution',
  method: 'get',
  path: '/substitutions/{substitutionId}',
  tag: TAG,
  summary: 'One substitution that concerns me',
  access: ['NAME_SUBSTITUTE', 'READ_AUDIT'],
  params: SubstitutionParams,
  response: { status: 200, schema: SubstitutionSchema },
  async handle({ deps, actor, params }) {
    return { body: await visibleSubstitution(deps.db.sql, actor, params.substitutionId) };
  },
});
