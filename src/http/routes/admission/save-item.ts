import { z } from 'zod';
import { saveItem } from '../../../admission/application/edit-item.ts';
import { defineRoute } from '../../route.ts';
import { ownApplication } from './own-application.ts';
import { ItemParams, ProofSchema, TAG } from './schemas.ts';

/** PUT /applications/{caseId}/items/{code} (ADM-02): number and validity of a proof, under the item's revision. */
export const saveItemRoute = defineRoute({
  id: 'saveItem',
  method: 'put',
  path: '/applications/{caseId}/items/{code}',
  tag: TAG,
  summary: 'Save number and validity of one proof',
  access: ['APPLY'],
  params: ItemParams,
  body: ProofSchema,
  response: { status: 200, schema: z.object({ caseId: z.uuid(), code: z.string(), revision: z.int() }) },
  refusals: ['STALE_VERSION', 'WRONG_STATE', 'CASE_CLOSED', 'CASE_CLOSING', 'ITEM_UNKNOWN', 'ITEM_NOT_EDITABLE'],
  handle: async ({ deps: { db }, actor, params: { caseId, code }, body, act, ifMatch }) => {
    await ownApplication(db.sql, actor, caseId);
    const seen = ifMatch();
    return act((acting) => saveItem(acting, { caseId, code }, seen, body), { caseId });
  },
});
