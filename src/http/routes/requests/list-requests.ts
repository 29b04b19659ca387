import { z } from 'zod';
import { listRequests } from '../../../requests/list-requests.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema } from '../tasks/schemas.ts';
import { TAG } from './schemas.ts';

const Line = z.object({
  caseId: z.uuid(),
  number: z.string(),
  kind: z.string(),
  state: z.string(),
  outcome: z.string().nullable(),
  titleZh: z.string(),
  titleEn: z.string(),
  companyId: z.uuid().nullable(),
  createdAt: InstantSchema,
  submittedAt: InstantSchema.nullable(),
  closedAt: InstantSchema.nullable(),
});

/** GET /requests: my own and my companies', newest first. */
export const listRequestsRoute = defineRoute({
  id: 'listRequests',
  method: 'get',
  path: '/requests',
  tag: TAG,
  summary: "My own requests and my companies', newest first",
  access: ['APPLY', 'WORK_ON_TASKS'],
  query: z.strictObject({
    ...PAGE_QUERY,
    kind: z.string().max(40).optional(),
    state: z.string().max(40).optional(),
  }),
  response: { status: 200, schema: pageSchema(Line) },
  async handle({ deps, actor, query }) {
    const rows = await listRequests(deps.db.sql, {
      accountId: actor.id,
      companyIds: actor.memberships.map(({ companyId }) => companyId),
      kind: query.kind ?? null,
      state: query.state ?? null,
      before: readCursor(z.uuid(), query.cursor) ?? null,
      limit: query.limit + 1,
    });
    return {
      body: pageOf(
        rows,
        query.limit,
        ({ caseId }) => caseId,
        (row) => row,
      ),
    };
  },
});
