import { z } from 'zod';
import { Refusal } from '../../../domain/refusal.ts';
import { applyImport } from '../../../imports/apply-import.ts';
import { mayApply } from '../../../imports/read-import.ts';
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
  refusals: ['NOT_ALLOWED', 'IMPORT_STATE'],
  async handle({ deps, actor, params, act }) {
    const job = await visibleImport(deps.db.sql, actor, params.importId);
    if (!(await mayApply(deps.db.sql, actor, job))) throw new Refusal('NOT_ALLOWED');
    return act((running) => applyImport(running, job.id));
  },
});
