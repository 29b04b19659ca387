import { defineRoute } from '../../route.ts';
import { ImportParams, ImportSchema, visibleImport } from './schemas.ts';

/** GET /imports/{importId} */
export const readImportRoute = defineRoute({
  id: 'readImport',
  method: 'get',
  path: '/imports/{importId}',
  tag: 'imports',
  summary: 'An uploaded list: its state and how many rows are new, changed or faulty',
  access: ['IMPORT_REGISTRY', 'LOAD_CREDIT', 'READ_IMPORTS'],
  params: ImportParams,
  response: { status: 200, schema: ImportSchema },
  async handle({ deps, actor, params }) {
    const job = await visibleImport(deps.db.sql, actor, params.importId);
    return { body: job, etag: job.version };
  },
});
