import { z } from 'zod';
import { dryRun } from '../../../../cases/prediction/dry-run.ts';
import { assertCanReadCase } from '../../../../cases/visibility.ts';
import { shapeFaults } from '../../../../domain/policies/fault.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { RouteBody } from '../../../../domain/routes/route.ts';
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
  summary: 'What a version of a route would do with a real case, from its start and from where it stands',
  access: ['WRITE_POLICIES', 'PUBLISH_POLICIES'],
  params: VersionParams,
  query: z.strictObject({ caseId: z.uuid() }),
  response: {
    status: 200,
    schema: z.object({ fromStart: WaySchema, fromHere: WaySchema.nullable(), gone: z.array(z.string()) }),
  },
  refusals: ['POLICY_INVALID'],
  async handle({ deps: { db }, actor, params: { versionId }, query: { caseId } }) {
    const { kind, body } = await readVersion(db.sql, versionId);
    const sight = await assertCanReadCase(db.sql, actor, caseId);
    if (kind !== 'ROUTE') throw new Refusal('NOT_FOUND');
    const route = RouteBody.safeParse(body);
    if (!route.success) throw new Refusal('POLICY_INVALID', { issues: shapeFaults(route.error) });
    return { body: await dryRun(db.sql, caseId, route.data, sight, new Date()) };
  },
});
