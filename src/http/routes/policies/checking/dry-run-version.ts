import { z } from 'zod';
import { dryRun } from '../../../../cases/prediction/dry-run.ts';
import { assertCanReadCase } from '../../../../cases/visibility.ts';
import { readVersion } from '../../../../policies/version.ts';
import { defineRoute } from '../../../route.ts';
import { WaySchema } from '../../cases/way-schemas.ts';
import { TAG, VersionParams } from '../schemas.ts';

/** GET /policy-versions/{versionId}/dry-run: nothing is written, so that it can be asked as often as one likes. */
export const dryRunPolicyVersionRoute = defineRoute({
  id: 'dryRunPolicyVersion',
  method: 'get',
  path: '/policy-versions/{versionId}/dry-run',
  tag: TAG,
  summary:
    'What a version of a route, a kind of request or a decision table would do with a real case, from its start and from where it stands',
  access: ['WRITE_POLICIES', 'PUBLISH_POLICIES'],
  params: VersionParams,
  query: z.strictObject({ caseId: z.uuid() }),
  response: {
    status: 200,
    schema: z.object({
      /** The published route it chooses for the case; null where it has the route itself. */
      chosen: z.string().nullable(),
      fromStart: WaySchema,
      fromHere: WaySchema.nullable(),
      gone: z.array(z.string()),
    }),
  },
  refusals: ['POLICY_INVALID'],
  async handle({ deps: { db }, actor, params: { versionId }, query: { caseId } }) {
    const { kind, body } = await readVersion(db.sql, versionId);
    const sight = await assertCanReadCase(db.sql, actor, caseId);
    return { body: await dryRun(db.sql, caseId, { kind, body }, sight, new Date()) };
  },
});
