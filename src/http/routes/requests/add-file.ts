import { z } from 'zod';
import { isAcceptedType } from '../../../domain/files/upload-type.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { keepContent } from '../../../files/content.ts';
import { detectType } from '../../../files/true-type.ts';
import { currentPolicy } from '../../../policies/current.ts';
import { addRequestFile } from '../../../requests/form/add-request-file.ts';
import { UPLOAD_CONTENT, withUpload } from '../../bodies/receive-upload.ts';
import { defineRoute } from '../../route.ts';
import { ownRequest } from './own-request.ts';
import { CaseParams, TAG } from './schemas.ts';

/** POST /requests/{caseId}/files: one file in the field `file`; a FILE field of the form then names it by its id. */
export const addRequestFileRoute = defineRoute({
  id: 'addRequestFile',
  method: 'post',
  path: '/requests/{caseId}/files',
  tag: TAG,
  summary: 'Upload a file for the form of a draft or of a returned request',
  access: ['APPLY', 'WORK_ON_TASKS'],
  params: CaseParams,
  content: UPLOAD_CONTENT,
  // Nothing before the handler touches the body: it is read only when the request is the caller's.
  before: [],
  response: { status: 201, schema: z.object({ caseId: z.uuid(), fileId: z.uuid(), sha256: z.string() }) },
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
  ],
  async handle({ deps: { db, files, config }, actor, params: { caseId }, act, req, res }) {
    await ownRequest(db.sql, actor, caseId);
    const { body } = await currentPolicy(db.sql, 'PROCESS_POLICY', 'REQUEST', new Date());
    const { maxBytes, types } = body.uploads;
    return withUpload({ req, res }, { dataDir: config.dataDir, maxBytes }, async (upload) => {
      const mime = await detectType(upload.path);
      if (mime === undefined || !isAcceptedType({ name: upload.name, detected: mime, allowed: types })) {
        throw new Refusal('FILE_TYPE_REFUSED', { types, detected: mime ?? null });
      }
      await keepContent({ sql: db.sql, files }, upload);
      const file = { sha256: upload.sha256, size: upload.size, mime, name: upload.name };
      return act((running) => addRequestFile(running, actor, caseId, file), {
        caseId,
        contentHash: upload.sha256,
        status: 201,
      });
    });
  },
});
