import { z } from 'zod';
import { saveApplication } from '../../../admission/application/save-application.ts';
import { defineRoute } from '../../route.ts';
import { ownApplication } from './own-application.ts';
import { ApplicationFormSchema, CaseParams, SiteSchema, TAG } from './schemas.ts';

/** PUT /applications/{caseId} (ADM-01): the form as a whole, under the version it was read with. */
export const saveApplicationRoute = defineRoute({
  id: 'saveApplication',
  method: 'put',
  path: '/applications/{caseId}',
  tag: TAG,
  summary: 'Save the form of a draft',
  access: ['APPLY'],
  params: CaseParams,
  body: z.strictObject({ unitId: z.uuid(), site: SiteSchema, form: ApplicationFormSchema }),
  response: { status: 200, schema: z.object({ caseId: z.uuid(), version: z.int() }) },
  refusals: ['STALE_VERSION', 'WRONG_STATE', 'CASE_CLOSED', 'CASE_CLOSING', 'UNIT_UNKNOWN', 'OPEN_APPLICATION_EXISTS'],
  handle: async ({ deps: { db }, actor, params: { caseId }, body, act, ifMatch }) => {
    await ownApplication(db.sql, actor, caseId);
    const seen = ifMatch();
    const draft = { unitId: body.unitId, siteName: body.site.name, siteAddress: body.site.address, form: body.form };
    return act((acting) => saveApplication(acting, caseId, seen, draft), { caseId });
  },
});
