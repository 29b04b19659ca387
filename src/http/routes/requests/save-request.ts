import { z } from 'zod';
import { saveRequest } from '../../../requests/form/save-request.ts';
import { defineRoute } from '../../route.ts';
import { ownRequest } from './own-request.ts';
import { CaseParams, TAG, ValuesField, VersionSchema } from './schemas.ts';

/** PUT /requests/{caseId}: what is mine to fill in, as a whole; of a draft, or of what came back to me. */
export const saveRequestRoute = defineRoute({
  id: 'saveRequest',
  method: 'put',
  path: '/requests/{caseId}',
  tag: TAG,
  summary: 'Save the form of a draft or of a returned request',
  access: ['APPLY', 'WORK_ON_TASKS'],
  params: CaseParams,
  body: z.strictObject({ values: ValuesField }),
  response: { status: 200, schema: VersionSchema },
  refusals: ['STALE_VERSION', 'WRONG_STATE', 'CASE_CLOSED', 'CASE_CLOSING', 'KIND_NOT_OPEN', 'FORM_FAULTY'],
  async handle({ deps, actor, params: { caseId }, body, act, ifMatch }) {
    await ownRequest(deps.db.sql, actor, caseId);
    const seen = ifMatch();
    return act((running) => saveRequest(running, actor, caseId, seen, body.values), { caseId });
  },
});
