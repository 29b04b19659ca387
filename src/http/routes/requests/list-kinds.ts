import { z } from 'zod';
import { companiesToAskFor, mayAskAsStaff, mayStart } from '../../../domain/requests/may-start.ts';
import { openKinds } from '../../../requests/kinds.ts';
import { defineRoute } from '../../route.ts';
import { KindSchema, TAG } from './schemas.ts';

/** GET /request-kinds: what the one who asks may start, and for whom. */
export const listRequestKinds = defineRoute({
  id: 'listRequestKinds',
  method: 'get',
  path: '/request-kinds',
  tag: TAG,
  summary: 'Kinds of request I may start',
  access: ['APPLY', 'WORK_ON_TASKS'],
  response: { status: 200, schema: z.object({ items: z.array(KindSchema) }) },
  async handle({ deps, actor }) {
    const kinds = (await openKinds(deps.db.sql, new Date())).filter(({ body }) => mayStart(body, actor));
    return {
      body: {
        items: kinds.map(({ id, body }) => ({
          code: body.code,
          versionId: id,
          title: body.title,
          description: body.description ?? null,
          companyIds: companiesToAskFor(body, actor),
          asStaff: mayAskAsStaff(body, actor),
          subject: body.subject.kind,
          declaration: body.declaration,
        })),
      },
    };
  },
});
