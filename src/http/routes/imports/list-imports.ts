import { z } from 'zod';
import { Refusal } from '../../../domain/refusal.ts';
import { mayImport, mayReadImports } from '../../../imports/reach.ts';
import { listImports } from '../../../imports/read-import.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { ImportSchema, KindField } from './schemas.ts';

/** GET /imports?kind=REGISTRY|CREDIT */
export const listImportsRoute = defineRoute({
  id: 'listImports',
  method: 'get',
  path: '/imports',
  tag: 'imports',
  summary: 'Uploaded lists of one kind, newest first',
  access: ['IMPORT_REGISTRY', 'LOAD_CREDIT', 'READ_IMPORTS'],
  query: z.strictObject({ kind: KindField, ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(ImportSchema) },
  refusals: ['NOT_ALLOWED'],
  async handle({ deps, actor, query: { kind, limit, cursor } }) {
    if (!mayImport(actor, kind) && !mayReadImports(actor)) throw new Refusal('NOT_ALLOWED');
    const rows = await listImports(deps.db.sql, actor, { kind, limit, before: readCursor(z.uuid(), cursor) });
    return {
      body: pageOf(
        rows,
        limit,
        ({ id }) => id,
        (job) => job,
      ),
    };
  },
});
