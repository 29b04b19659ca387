import { z } from 'zod';
import { publishVersion } from '../../../../policies/publish-version.ts';
import { readVersion } from '../../../../policies/version.ts';
import { defineRoute } from '../../../route.ts';
import { StepView, TAG, VersionParams } from '../schemas.ts';

/** POST /policy-versions/{versionId}/publish */
export const publishPolicyVersionRoute = defineRoute({
  id: 'publishPolicyVersion',
  method: 'post',
  path: '/policy-versions/{versionId}/publish',
  tag: TAG,
  summary: 'Make a submitted version the rule, at once or from an instant to come; never by somebody who wrote it',
  access: ['PUBLISH_POLICIES'],
  params: VersionParams,
  body: z.strictObject({ validFrom: z.iso.datetime({ offset: true }).optional() }),
  response: { status: 200, schema: StepView },
  refusals: [
    'SAME_PERSON',
    'POLICY_STATE',
    'POLICY_INVALID',
    'DURATION_UNIT_REFUSED',
    'STALE_VERSION',
    'VERSION_MISSING',
  ],
  async handle({ deps: { db, config }, params: { versionId }, body, act, ifMatch }) {
    await readVersion(db.sql, versionId);
    const seen = ifMatch();
    const validFrom = body.validFrom === undefined ? undefined : new Date(body.validFrom);
    return act((running) => publishVersion(running, versionId, seen, { validFrom, mode: config.mode }));
  },
});
