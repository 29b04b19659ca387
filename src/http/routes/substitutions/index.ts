import type { Route } from '../../route.ts';
import { listOwnSubstitutions } from './list-own-substitutions.ts';
import { listUnitSubstitutions } from './list-unit-substitutions.ts';
import { makeSubstitutionRoute } from './make-substitution.ts';
import { readSubstitutionRoute } from './read-substitution.ts';
import { revokeSubstitutionRoute } from './revoke-substitution.ts';

export const SUBSTITUTION_ROUTES: readonly Route[] = [
  listOwnSubstitutions,
  makeSubstitutionRoute,
  readSubstitutionRoute,
  revokeSubstitutionRoute,
  listUnitSubstitutions,
];
