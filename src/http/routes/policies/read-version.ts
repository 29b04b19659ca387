import { z } from 'zod';
import { readVersion } from '../../../policies/version.ts';
import { defineRoute } from '../../route.ts';
import { TAG, VersionParams, VersionView, versionView } from './schemas.ts';

/** GET /policy-versions/{versionId} */
export const readPolicyVersionRoute = defineRoute({
  id: 'readPolicyVersion',
  method: 'get',
  path: '/policy-versions/{versionId}',
  tag: TAG,
  summary: 'One version of a rule with its content',
  access: ['READ_POLICIES'],
  params: VersionParams,
  response: { status: 200, schema: VersionView.extend({ body: z.record(z.string(), z.unknown()) }) },
  async handle({ deps, params: { versionId } }) {
    const version = await readVersion(deps.db.sql, versionId);
    return { body: { ...versionView(version), body: version.body }, etag: version.version };
  },
});
