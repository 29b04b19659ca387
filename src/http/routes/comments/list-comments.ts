import { z } from 'zod';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { listComments } from '../../../conversation/comments/list-comments.ts';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams } from '../tasks/schemas.ts';
import { CommentSchema, TAG } from './schemas.ts';

/** GET /cases/{caseId}/comments */
export const listCommentsRoute = defineRoute({
  id: 'listComments',
  method: 'get',
  path: '/cases/{caseId}/comments',
  tag: TAG,
  summary: 'What was said about a case, newest first; applicants see what was said to everybody',
  access: ['READ_CASES'],
  params: CaseParams,
  query: z.strictObject({ taskId: z.uuid().optional(), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(CommentSchema) },
  async handle({ deps, actor, params: { caseId }, query: { taskId, limit, cursor } }) {
    const { own } = await assertCanReadCase(deps.db.sql, actor, caseId);
    const rows = await listComments(deps.db.sql, {
      caseId,
      side: own ? 'APPLICANT' : 'OFFICE',
      audits: !own && permissionsOf(actor).has('READ_AUDIT'),
      taskId,
      after: readCursor(z.uuid(), cursor),
      limit,
    });
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
