import { z } from 'zod';
import { isError } from '../../../domain/policies/fault.ts';
import { checkPolicy } from '../../../policies/check-policy.ts';
import { readVersion } from '../../../policies/version.ts';
import { defineRoute } from '../../route.ts';
import { FaultView, TAG, VersionParams } from './schemas.ts';

/** GET /policy-versions/{versionId}/faults */
export const validatePolicyVersionRoute = defineRoute({
  id: 'validatePolicyVersion',
  method: 'get',
  path: '/policy-versions/{versionId}/faults',
  tag: TAG,
  summary: 'Everything that keeps a version from being published, and what its author should know',
  access: ['WRITE_POLICIES', 'PUBLISH_POLICIES'],
  params: VersionParams,
  response: { status: 200, schema: z.object({ publishable: z.boolean(), faults: z.array(FaultView) }) },
  async handle({ deps: { db, config }, params: { versionId } }) {
    const { kind, key, body } = await readVersion(db.sql, versionId);
    const { faults } = await checkPolicy({ tx: db.sql, key, at: new Date() }, kind, body, config.mode);
    return { body: { publishable: !faults.some(isError), faults } };
  },
});
