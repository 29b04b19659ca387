import { assertCanReadCase } from '../../../cases/visibility.ts';
import { readRequest } from '../../../requests/request.ts';
import { viewRequest } from '../../../requests/view-request.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams, RequestSchema, TAG } from './schemas.ts';

/** GET /requests/{caseId}: with the fields that are this person's to see. */
export const readRequestRoute = defineRoute({
  id: 'readRequest',
  method: 'get',
  path: '/requests/{caseId}',
  tag: TAG,
  summary: 'A request and its form, as I may see it',
  access: ['READ_CASES'],
  params: CaseParams,
  response: { status: 200, schema: RequestSchema },
  async handle({ deps: { db }, actor, params: { caseId } }) {
    const { own } = await assertCanReadCase(db.sql, actor, caseId);
    const request = await readRequest(db.sql, caseId);
    const body = await viewRequest(db.sql, request, { kind: own ? 'APPLICANT' : 'OFFICE' }, new Date());
    return { body, etag: request.version };
  },
});
