import { z } from 'zod';
import { actOnCase } from '../../../cases/act-on-case.ts';
import { readCaseHead } from '../../../cases/case-head.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { addAttachment } from '../../../conversation/attachments/add-attachment.ts';
import { conversationRules } from '../../../conversation/rules.ts';
import { keepUpload } from '../../bodies/keep-upload.ts';
import { UPLOAD_CONTENT, withUpload } from '../../bodies/receive-upload.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams, Progress } from '../tasks/schemas.ts';
import { TAG } from './schemas.ts';

/** POST /cases/{caseId}/attachments: one file in the field `file`, ahead of the comment or the decision that will name it. */
export const addAttachmentRoute = defineRoute({
  id: 'addAttachment',
  method: 'post',
  path: '/cases/{caseId}/attachments',
  tag: TAG,
  summary: 'Upload a file for a comment or an opinion I am about to write',
  access: ['WORK_ON_TASKS'],
  params: CaseParams,
  content: UPLOAD_CONTENT,
  before: [],
  response: {
    status: 201,
    schema: z.object({ caseId: z.uuid(), fileId: z.uuid(), sha256: z.string(), progress: Progress }),
  },
  refusals: [
    'UNSUPPORTED_MEDIA',
    'FILE_TYPE_REFUSED',
    'FILE_TOO_LARGE',
    'FILE_EMPTY',
    'FILE_NAME_REFUSED',
    'TOO_MANY_FILES',
    'AUDIENCE_NOT_POSSIBLE',
    'WRONG_STATE',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params: { caseId }, act, req, res }) {
    const { db, config } = deps;
    await assertCanReadCase(db.sql, actor, caseId);
    const { process } = await readCaseHead(db.sql, caseId);
    const { maxBytes, types } = (await conversationRules(db.sql, process, new Date())).attachments;
    return withUpload({ req, res }, { dataDir: config.dataDir, maxBytes }, async (upload) => {
      const file = await keepUpload(deps, upload, types);
      const perform = actOnCase(actor, caseId, (running, atHand) => addAttachment(running, atHand, file));
      return act(perform, { caseId, contentHash: file.sha256, status: 201 });
    });
  },
});
