import { z } from 'zod';
import { rejectVersion } from '../../../../policies/publish-version.ts';
import { readVersion } from '../../../../policies/version.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { StepView, TAG, VersionParams } from '../schemas.ts';

/** POST /policy-versions/{versionId}/reject */
export const rejectPolicyVersionRoute = defineRoute({
  id: 'rejectPolicyVersion',
  method: 'post',
  path: '/policy-versions/{versionId}/reject',
  tag: TAG,
  summary: 'Refuse a submitted version, with the reason; never by somebody who wrote it',
  access: ['PUBLISH_POLICIES'],
  params: VersionParams,
  body: z.strictObject({ reason: freeText(2000) }),
  response: { status: 200, schema: StepView },
  refusals: ['SAME_PERSON', 'POLICY_STATE', 'STALE_VERSION', 'VERSION_MISSING'],
  async handle({ deps, params: { versionId }, body: { reason }, act, ifMatch }) {
    await readVersion(deps.db.sql, versionId);
    const seen = ifMatch();
    return act((running) => rejectVersion(running, versionId, seen, reason));
  },
});
