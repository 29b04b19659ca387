import { z } from 'zod';
import { removeFile } from '../../../admission/application/edit-item.ts';
import { defineRoute } from '../../route.ts';
import { ownApplication } from './own-application.ts';
import { ItemFileParams, TAG } from './schemas.ts';

/** DELETE /applications/{caseId}/items/{code}/files/{fileId} */
export const removeItemFileRoute = defineRoute({
  id: 'removeItemFile',
  method: 'delete',
  path: '/applications/{caseId}/items/{code}/files/{fileId}',
  tag: TAG,
  summary: 'Take a file out of one proof',
  access: ['APPLY'],
  params: ItemFileParams,
  response: {
    status: 200,
    schema: z.object({ caseId: z.uuid(), code: z.string(), fileId: z.uuid(), revision: z.int() }),
  },
  refusals: ['WRONG_STATE', 'CASE_CLOSED', 'CASE_CLOSING', 'ITEM_UNKNOWN', 'ITEM_NOT_EDITABLE'],
  handle: async ({ deps: { db }, actor, params: { caseId, code, fileId }, act }) => {
    await ownApplication(db.sql, actor, caseId);
    return act((acting) => removeFile(acting, { caseId, code }, fileId), { caseId });
  },
});
