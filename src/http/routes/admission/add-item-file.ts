import { z } from 'zod';
import { addFile, uploadRules } from '../../../admission/application/edit-item.ts';
import { keepUpload } from '../../bodies/keep-upload.ts';
import { UPLOAD_CONTENT, withUpload } from '../../bodies/receive-upload.ts';
import { defineRoute } from '../../route.ts';
import { ownApplication } from './own-application.ts';
import { ItemParams, TAG } from './schemas.ts';

/**
 * POST /applications/{caseId}/items/{code}/files: one file in the field `file`. The bytes are durable in the store before the act
 * that names them begins; if the act refuses, nothing refers to them and they are swept.
 */
export const addItemFileRoute = defineRoute({
  id: 'addItemFile',
  method: 'post',
  path: '/applications/{caseId}/items/{code}/files',
  tag: TAG,
  summary: 'Add a file to one proof',
  access: ['APPLY'],
  params: ItemParams,
  content: UPLOAD_CONTENT,
  // Nothing before the handler touches the body: it is read only when the application is the caller's.
  before: [],
  response: {
    status: 201,
    schema: z.object({
      caseId: z.uuid(),
      code: z.string(),
      fileId: z.uuid(),
      sha256: z.string(),
      revision: z.int(),
    }),
  },
  refusals: [
    'UNSUPPORTED_MEDIA',
    'FILE_TYPE_REFUSED',
    'FILE_TOO_LARGE',
    'FILE_EMPTY',
    'FILE_NAME_REFUSED',
    'TOO_MANY_FILES',
    'WRONG_STATE',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'ITEM_UNKNOWN',
    'ITEM_NOT_EDITABLE',
  ],
  handle: async ({ deps, actor, params: { caseId, code }, act, req, res }) => {
    const { db, config } = deps;
    const application = await ownApplication(db.sql, actor, caseId);
    const { maxBytes, types } = await uploadRules(db.sql, application.processVersionId, new Date());
    return withUpload({ req, res }, { dataDir: config.dataDir, maxBytes }, async (upload) => {
      const file = await keepUpload(deps, upload, types);
      return act((acting) => addFile(acting, { caseId, code }, file), {
        caseId,
        contentHash: upload.sha256,
        status: 201,
      });
    });
  },
});
