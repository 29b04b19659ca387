import type { Route } from '../../route.ts';
import { createPolicyDraftRoute } from './drafting/create-draft.ts';
import { diffPolicyVersionsRoute } from './checking/diff-versions.ts';
import { dryRunPolicyVersionRoute } from './checking/dry-run-version.ts';
import { editPolicyDraftRoute } from './drafting/edit-draft.ts';
import { readCatalogueRoute } from '../catalogue/read-catalogue.ts';
import { exportPolicyVersionRoute } from './export-version.ts';
import { listChannelTypesRoute } from './list-channel-types.ts';
import { listPoliciesRoute } from './list-policies.ts';
import { listPolicySchemasRoute } from './list-schemas.ts';
import { listPolicyVersionsRoute } from './list-versions.ts';
import { publishPolicyVersionRoute } from './drafting/publish-version.ts';
import { readPolicySchemaRoute } from './read-schema.ts';
import { readPolicyEffectsRoute } from './checking/read-effects.ts';
import { readPolicyVersionRoute } from './read-version.ts';
import { rejectPolicyVersionRoute } from './drafting/reject-version.ts';
import { submitPolicyVersionRoute } from './drafting/submit-version.ts';
import { validatePolicyVersionRoute } from './checking/validate-version.ts';

export const POLICY_ROUTES: readonly Route[] = [
  listPoliciesRoute,
  readCatalogueRoute,
  listPolicyVersionsRoute,
  readPolicyVersionRoute,
  exportPolicyVersionRoute,
  diffPolicyVersionsRoute,
  dryRunPolicyVersionRoute,
  createPolicyDraftRoute,
  editPolicyDraftRoute,
  validatePolicyVersionRoute,
  readPolicyEffectsRoute,
  submitPolicyVersionRoute,
  publishPolicyVersionRoute,
  rejectPolicyVersionRoute,
  listChannelTypesRoute,
  listPolicySchemasRoute,
  readPolicySchemaRoute,
];
