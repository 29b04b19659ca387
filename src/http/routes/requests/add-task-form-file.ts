import { z } from 'zod';
import { actOnTask } from '../../../cases/act-on-task.ts';
import { visibleTask } from '../../../cases/visibility.ts';
import { currentPolicy } from '../../../policies/current.ts';
import { addTaskFormFile, assertAddsFile } from '../../../requests/form/add-task-form-file.ts';
import { keepUpload } from '../../bodies/keep-upload.ts';
import { UPLOAD_CONTENT, withUpload } from '../../bodies/receive-upload.ts';
import { defineRoute } from '../../route.ts';
import { TAG, TaskParams } from './schemas.ts';

/** POST /tasks/{taskId}/form/files: one file in the field `file`; a FILE field that is the stage's to fill in then names it by its id. */
export const addTaskFormFileRoute = defineRoute({
  id: 'addTaskFormFile',
  method: 'post',
  path: '/tasks/{taskId}/form/files',
  tag: TAG,
  summary: 'Upload a file for what of a request is the task’s to fill in',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  content: UPLOAD_CONTENT,
  // Nothing before the handler touches the body: it is read only when the task is the caller's.
  before: [],
  response: { status: 201, schema: z.object({ caseId: z.uuid(), fileId: z.uuid(), sha256: z.string() }) },
  refusals: [
    'UNSUPPORTED_MEDIA',
    'FILE_TYPE_REFUSED',
    'FILE_TOO_LARGE',
    'FILE_EMPTY',
    'FILE_NAME_REFUSED',
    'TOO_MANY_FILES',
    'OPERATION_NOT_OFFERED',
    'NOT_HOLDER',
    'EXCLUDED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'DELEGATED_AWAY',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'IN_TRANSITION',
  ],
  async handle({ deps, actor, params: { taskId }, act, req, res }) {
    const { db, config } = deps;
    await assertAddsFile(db.sql, actor, await visibleTask(db.sql, actor, taskId), new Date());
    const { maxBytes, types } = (await currentPolicy(db.sql, 'PROCESS_POLICY', 'REQUEST', new Date())).body.uploads;
    return withUpload({ req, res }, { dataDir: config.dataDir, maxBytes }, async (upload) => {
      const file = await keepUpload(deps, upload, types);
      const perform = actOnTask(actor, taskId, (running, atHand) => addTaskFormFile(running, actor, atHand, file));
      return act(perform, { taskId, contentHash: file.sha256, status: 201 });
    });
  },
});
