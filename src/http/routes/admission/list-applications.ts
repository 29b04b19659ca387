import { z } from 'zod';
import { listApplications } from '../../../admission/application/list-applications.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { TAG } from './schemas.ts';

const Line = z.object({
  caseId: z.uuid(),
  number: z.string(),
  state: z.string(),
  companyId: z.uuid(),
  companyName: z.string(),
  channelType: z.string(),
  unitId: z.uuid(),
  siteName: z.string(),
  createdAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
});

/** GET /applications: those of the actor's own companies, newest first. */
export const listApplicationsRoute = defineRoute({
  id: 'listApplications',
  method: 'get',
  path: '/applications',
  tag: TAG,
  summary: "Applications of the actor's own companies",
  access: ['READ_CASES'],
  query: z.strictObject({ ...PAGE_QUERY, state: z.string().max(40).optional(), companyId: z.uuid().optional() }),
  response: { status: 200, schema: pageSchema(Line) },
  handle: async ({ deps: { db }, actor, query }) => {
    const rows = await listApplications(db.sql, {
      companyIds: actor.memberships.map(({ companyId }) => companyId),
      before: readCursor(z.uuid(), query.cursor),
      limit: query.limit + 1,
      state: query.state,
      companyId: query.companyId,
    });
    return {
      body: pageOf(
        rows,
        query.limit,
        (row) => row.caseId,
        (row) => row,
      ),
    };
  },
});
