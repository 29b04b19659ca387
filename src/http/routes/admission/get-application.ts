import { readApplication } from '../../../admission/application/application.ts';
import { viewApplication } from '../../../admission/application/view-application.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { defineRoute } from '../../route.ts';
import { ApplicationView, CaseParams, TAG } from './schemas.ts';

/** GET /applications/{caseId}: for the applicant's company, and for the staff who may read the case. */
export const getApplicationRoute = defineRoute({
  id: 'getApplication',
  method: 'get',
  path: '/applications/{caseId}',
  tag: TAG,
  summary: 'One application with its form, proofs and files',
  access: ['READ_CASES'],
  params: CaseParams,
  response: { status: 200, schema: ApplicationView },
  handle: async ({ deps: { db }, actor, params }) => {
    const { own } = await assertCanReadCase(db.sql, actor, params.caseId);
    const application = await readApplication(db.sql, params.caseId);
    const view = await viewApplication(db.sql, application, own ? 'APPLICANT' : 'STAFF');
    return { body: view, etag: application.version };
  },
});
