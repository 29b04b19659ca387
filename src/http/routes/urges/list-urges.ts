import { z } from 'zod';
import { readCaseHead } from '../../../cases/case-head.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { listUrges } from '../../../conversation/urges/list-urges.ts';
import { urgeAgain } from '../../../conversation/urges/urge-again.ts';
import { WAYS } from '../../../domain/messages/message-table.ts';
import { offeredWays } from '../../../messages/offered-ways.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { PersonSchema } from '../comments/schemas.ts';
import { CaseParams, InstantSchema } from '../tasks/schemas.ts';

const UrgeSchema = z.object({
  id: z.uuid(),
  side: z.string(),
  by: PersonSchema,
  taskIds: z.array(z.uuid()),
  channels: z.array(z.string()),
  note: z.string().nullable(),
  createdAt: InstantSchema,
});

/** GET /cases/{caseId}/urges */
export const listUrgesRoute = defineRoute({
  id: 'listUrges',
  method: 'get',
  path: '/cases/{caseId}/urges',
  tag: 'conversation',
  summary: 'Who urged in a case, newest first, by which ways I may urge, and from when on',
  access: ['READ_CASES'],
  params: CaseParams,
  query: z.strictObject(PAGE_QUERY),
  response: {
    status: 200,
    schema: pageSchema(UrgeSchema).extend({
      channels: z.array(z.enum(WAYS)),
      /** I urged a short while ago; null when I may urge now. */
      nextAt: InstantSchema.nullable(),
    }),
  },
  async handle({ deps: { db }, actor, params: { caseId }, query: { limit, cursor } }) {
    const { own } = await assertCanReadCase(db.sql, actor, caseId);
    const now = new Date();
    const head = await readCaseHead(db.sql, caseId);
    const after = readCursor(z.uuid(), cursor);
    const rows = await listUrges(db.sql, { caseId, side: own ? 'APPLICANT' : 'OFFICE', after, limit });
    const again = await urgeAgain(db.sql, { head, actor }, now);
    const page = pageOf(
      rows,
      limit,
      ({ id }) => id,
      (row) => row,
    );
    const channels = await offeredWays(db.sql, head.process, 'TASK_URGED', now);
    return { body: { ...page, channels, nextAt: again !== null && again > now ? again : null } };
  },
});
