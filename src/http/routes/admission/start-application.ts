import { z } from 'zod';
import { assertApplicantOf } from '../../../admission/application/applicants.ts';
import { startApplication } from '../../../admission/application/start-application.ts';
import { defineRoute } from '../../route.ts';
import { ApplicationFormSchema, SiteSchema, TAG } from './schemas.ts';

/** POST /applications (ADM-01) */
export const startApplicationRoute = defineRoute({
  id: 'startApplication',
  method: 'post',
  path: '/applications',
  tag: TAG,
  summary: 'Begin a draft application for a company',
  access: ['APPLY'],
  body: z.strictObject({
    companyId: z.uuid(),
    channelType: z.string().min(1).max(40),
    unitId: z.uuid().meta({ description: 'A county.' }),
    site: SiteSchema,
    form: ApplicationFormSchema.default({}),
  }),
  response: { status: 201, schema: z.object({ caseId: z.uuid(), number: z.string(), version: z.int() }) },
  refusals: [
    'NOT_FOUND',
    'TYPE_NOT_OPEN',
    'SUBJECT_NOT_ADMITTED',
    'UNIT_UNKNOWN',
    'OPEN_APPLICATION_EXISTS',
    'REAPPLY_TOO_EARLY',
  ],
  handle: async ({ actor, body, act }) => {
    assertApplicantOf(actor, body.companyId);
    const { site, ...rest } = body;
    const start = { ...rest, siteName: site.name, siteAddress: site.address };
    return act((acting) => startApplication(acting, start), { status: 201 });
  },
});
