import { z } from 'zod';
import { readVersion } from '../../../policies/version.ts';
import { defineRoute } from '../../route.ts';
import { Kind, TAG, VersionParams } from './schemas.ts';

/**
 * GET /policy-versions/{versionId}/definition: the rule as a file, to keep beside other documents or to carry to another installation, where
 * `POST /policy-versions` takes it as it is.
 */
export const exportPolicyVersionRoute = defineRoute({
  id: 'exportPolicyVersion',
  method: 'get',
  path: '/policy-versions/{versionId}/definition',
  tag: TAG,
  summary: 'One version of a rule as a file, which can be handed in again as a draft',
  access: ['READ_POLICIES'],
  params: VersionParams,
  response: {
    status: 200,
    schema: z.object({
      kind: Kind,
      key: z.string(),
      note: z.string().nullable(),
      body: z.record(z.string(), z.unknown()),
    }),
  },
  async handle({ deps, params: { versionId } }) {
    const { kind, key, number, note, body } = await readVersion(deps.db.sql, versionId);
    const file = `${kind.toLowerCase().replaceAll('_', '-')}.${key}.${number}.json`;
    return {
      body: { kind, key, note, body },
      headers: { 'content-disposition': `attachment; filename="${file}"` },
    };
  },
});
