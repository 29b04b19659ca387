import { z } from 'zod';
import { isError } from '../../../../domain/policies/fault.ts';
import { RouteBody } from '../../../../domain/routes/route.ts';
import { SHORTAGES } from '../../../../domain/routes/staffing.ts';
import { bilingualSchema } from '../../../../domain/text.ts';
import { checkPolicy } from '../../../../policies/check-policy.ts';
import type { CheckContext } from '../../../../policies/checks/context.ts';
import { staffRoute, type StageStaffing } from '../../../../policies/staffing/staff-route.ts';
import { readVersion } from '../../../../policies/version.ts';
import { defineRoute } from '../../../route.ts';
import { FaultView, TAG, VersionParams } from '../schemas.ts';

/** How many units without anybody are named; `short` counts them all. */
const FIRST = 20;

const StaffingView = z.object({
  phase: z.string(),
  stage: z.string(),
  title: bilingualSchema,
  /** In how many units the route runs. */
  units: z.int(),
  /** In the unit with the fewest: who is left whatever separation of duties takes away; null where only the case can say. */
  fewest: z.int().nullable(),
  /** Units in which nobody is named, in which all are surely excluded, in which it depends on who decides before. */
  short: z.object({ NOBODY: z.int(), EXCLUDED: z.int(), FEW: z.int() }),
  onNobody: z.string(),
  first: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), reason: z.enum(SHORTAGES) })),
});

/** GET /policy-versions/{versionId}/faults */
export const validatePolicyVersionRoute = defineRoute({
  id: 'validatePolicyVersion',
  method: 'get',
  path: '/policy-versions/{versionId}/faults',
  tag: TAG,
  summary: 'Everything that keeps a version from being published, and what its author should know',
  access: ['WRITE_POLICIES', 'PUBLISH_POLICIES'],
  params: VersionParams,
  response: {
    status: 200,
    schema: z.object({ publishable: z.boolean(), faults: z.array(FaultView), staffing: z.array(StaffingView) }),
  },
  async handle({ deps: { db, config }, params: { versionId } }) {
    const { kind, key, body } = await readVersion(db.sql, versionId);
    const context = { tx: db.sql, key, at: new Date() };
    const { faults } = await checkPolicy(context, kind, body, config.mode);
    const staffing = kind === 'ROUTE' ? await staffingOf(context, body) : [];
    return { body: { publishable: !faults.some(isError), faults, staffing } };
  },
});

/** Of a route that has no shape yet there is nothing to say. */
async function staffingOf(context: CheckContext, body: unknown): Promise<z.input<typeof StaffingView>[]> {
  const route = RouteBody.safeParse(body);
  return route.success ? (await staffRoute(context, route.data)).map(view) : [];
}

function view({ phase, rule, units, fewest, shortages }: StageStaffing): z.input<typeof StaffingView> {
  const counts = SHORTAGES.map((reason) => [reason, shortages.filter((one) => one.reason === reason).length] as const);
  return {
    phase,
    stage: rule.key,
    title: rule.title,
    units,
    fewest,
    short: { NOBODY: 0, EXCLUDED: 0, FEW: 0, ...Object.fromEntries(counts) },
    onNobody: rule.onNobody,
    first: shortages
      .slice(0, FIRST)
      .map(({ county: { code, nameZh, nameEn }, reason }) => ({ code, nameZh, nameEn, reason })),
  };
}
