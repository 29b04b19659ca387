import { z } from 'zod';
import { listQuestions } from '../../../conversation/comments/list-questions.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { QuestionSchema, TAG } from './schemas.ts';

/** GET /questions?list=asked|asking&state=open|all */
export const listQuestionsRoute = defineRoute({
  id: 'listQuestions',
  method: 'get',
  path: '/questions',
  tag: TAG,
  summary: 'Questions I was asked, or asked myself, newest first',
  access: ['WORK_ON_TASKS'],
  query: z.strictObject({
    list: z.enum(['asked', 'asking']).default('asked'),
    /** open: an answer is awaited and can still be given. */
    state: z.enum(['open', 'all']).default('open'),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(QuestionSchema) },
  async handle({ deps, actor, query: { list, state, limit, cursor } }) {
    const after = readCursor(z.uuid(), cursor);
    const search = { accountId: actor.id, list, open: state === 'open', after, limit };
    const rows = await listQuestions(deps.db.sql, search);
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
