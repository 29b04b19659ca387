import { z } from 'zod';
import { applyImport } from '../../../imports/apply-import.ts';
import { defineRoute } from '../../route.ts';
import { ImportParams, visibleImport } from './schemas.ts';

/** POST /imports/{importId}/apply */
export const applyImportRoute = defineRoute({
  id: 'applyImport',
  method: 'post',
  path: '/imports/{importId}/apply',
  tag: 'imports',
  summary: 'Write a checked list into the registry, all of it or nothing',
  access: ['IMPORT_REGISTRY', 'LOAD_CREDIT'],
  params: ImportParams,
  response: {
    status: 200,
    schema: z.object({
      importId: z.uuid(),
      state: z.literal('APPLIED'),
      rowCount: z.number().int(),
      newCount: z.number().int(),
      changeCount: z.number().int(),
    }),
  },
  refusals: ['IMPORT_STATE'],
  async handle({ deps, actor, params, act }) {
    const { id } = await visibleImport(deps.db.sql, actor, params.importId);
    return act((running) => applyImport(running, id));
  },
});
