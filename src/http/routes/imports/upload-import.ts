import { z } from 'zod';
import { Refusal } from '../../../domain/refusal.ts';
import { keepContent } from '../../../files/content.ts';
import { checkImport } from '../../../imports/check-import.ts';
import { mayImport, reachOf } from '../../../imports/reach.ts';
import { readList } from '../../../imports/read-list.ts';
import { UPLOAD_CONTENT, withUpload } from '../../bodies/receive-upload.ts';
import { defineRoute } from '../../route.ts';
import { COUNTS, KindField } from './schemas.ts';

/** A list of 50,000 full rows is about half of this. */
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * POST /imports?kind=REGISTRY|CREDIT: one XLSX or CSV file in the field `file`. It is checked row by row and kept; applying it
 * is a second act.
 */
export const uploadImportRoute = defineRoute({
  id: 'uploadImport',
  method: 'post',
  path: '/imports',
  tag: 'imports',
  summary: 'Upload a list of companies and channels, or of credit grades, and have it checked',
  access: ['IMPORT_REGISTRY', 'LOAD_CREDIT'],
  query: z.strictObject({ kind: KindField }),
  content: UPLOAD_CONTENT,
  before: [],
  response: {
    status: 201,
    schema: z.object({ importId: z.uuid(), state: z.enum(['CHECKED', 'REJECTED']), ...COUNTS }),
  },
  refusals: [
    'NOT_ALLOWED',
    'UNSUPPORTED_MEDIA',
    'FILE_TYPE_REFUSED',
    'FILE_TOO_LARGE',
    'FILE_EMPTY',
    'FILE_NAME_REFUSED',
    'IMPORT_INVALID',
  ],
  async handle({ deps: { config, db, files }, actor, query: { kind }, req, res, act }) {
    if (!mayImport(actor, kind)) throw new Refusal('NOT_ALLOWED');
    return withUpload({ req, res }, { dataDir: config.dataDir, maxBytes: MOST_BYTES }, async (upload) => {
      const list = await readList(kind, upload.path);
      await keepContent({ sql: db.sql, files }, upload);
      const { sha256, size, name } = upload;
      const reach = await reachOf(db.sql, actor, kind);
      const uploaded = { kind, list, file: { sha256, size, name }, reach, uploadedBy: actor.id };
      return act((running) => checkImport(running, uploaded), { contentHash: sha256, status: 201 });
    });
  },
});
