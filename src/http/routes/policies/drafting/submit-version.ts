import { submitVersion } from '../../../../policies/publish-version.ts';
import { readVersion } from '../../../../policies/version.ts';
import { defineRoute } from '../../../route.ts';
import { StepView, TAG, VersionParams } from '../schemas.ts';

/** POST /policy-versions/{versionId}/submit */
export const submitPolicyVersionRoute = defineRoute({
  id: 'submitPolicyVersion',
  method: 'post',
  path: '/policy-versions/{versionId}/submit',
  tag: TAG,
  summary: 'Hand a sound draft to the second person',
  access: ['WRITE_POLICIES'],
  params: VersionParams,
  response: { status: 200, schema: StepView },
  refusals: ['POLICY_STATE', 'POLICY_INVALID', 'DURATION_UNIT_REFUSED', 'STALE_VERSION', 'VERSION_MISSING'],
  async handle({ deps: { db, config }, params: { versionId }, act, ifMatch }) {
    await readVersion(db.sql, versionId);
    const seen = ifMatch();
    return act((running) => submitVersion(running, versionId, seen, config.mode));
  },
});
