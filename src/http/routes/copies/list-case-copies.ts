import { z } from 'zod';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { listCaseCopies } from '../../../conversation/copies/list-copies.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams } from '../tasks/schemas.ts';
import { CaseCopySchema, TAG } from './schemas.ts';

/** GET /cases/{caseId}/copies */
export const listCaseCopiesRoute = defineRoute({
  id: 'listCaseCopies',
  method: 'get',
  path: '/cases/{caseId}/copies',
  tag: TAG,
  summary: 'To whom a case was copied, by whom, and when they read it',
  access: ['READ_CASES'],
  params: CaseParams,
  query: z.strictObject(PAGE_QUERY),
  response: { status: 200, schema: pageSchema(CaseCopySchema) },
  async handle({ deps, actor, params: { caseId }, query: { limit, cursor } }) {
    const { office } = await assertCanReadCase(deps.db.sql, actor, caseId);
    if (!office) throw new Refusal('NOT_ALLOWED');
    const rows = await listCaseCopies(deps.db.sql, caseId, readCursor(z.uuid(), cursor), limit);
    return {
      body: pageOf(
        rows,
        limit,
        ({ id }) => id,
        (row) => row,
      ),
    };
  },
});
