import { z } from 'zod';
import { revokeSubstitution } from '../../../substitution/revoke-substitution.ts';
import { defineRoute } from '../../route.ts';
import { SubstitutionParams, TAG } from './schemas.ts';
import { visibleSubstitution } from './visible-substitution.ts';

/** POST /substitutions/{substitutionId}/revocation */
export const revokeSubstitutionRoute = defineRoute({
  id: 'revokeSubstitution',
  method: 'post',
  path: '/substitutions/{substitutionId}/revocation',
  tag: TAG,
  summary: 'End a substitution at once; what was claimed through it goes back',
  access: ['NAME_SUBSTITUTE'],
  params: SubstitutionParams,
  response: { status: 200, schema: z.object({ substitutionId: z.uuid(), released: z.number().int() }) },
  refusals: ['NOT_YOURS', 'WRONG_STATE'],
  async handle({ deps, actor, params, act }) {
    await visibleSubstitution(deps.db.sql, actor, params.substitutionId);
    return act((running) => revokeSubstitution(running, params.substitutionId));
  },
});
