import { z } from 'zod';
import { findConflicts } from '../../../tasks/conflicts/find-conflicts.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { ConflictSchema, readsAll } from './schemas.ts';

/** GET /conflicts */
export const listConflictsRoute = defineRoute({
  id: 'listConflicts',
  method: 'get',
  path: '/conflicts',
  tag: 'conflicts',
  summary: 'Declared conflicts of interest, newest first: my own; for compliance, administrators and auditors all',
  access: ['DECLARE_CONFLICTS', 'READ_CONFLICTS'],
  query: z.strictObject({
    accountId: z.uuid().optional(),
    companyId: z.uuid().optional(),
    caseId: z.uuid().optional(),
    standing: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Only those that bar now, or only withdrawn ones.' }),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(ConflictSchema) },
  async handle({ deps, actor, query: { standing, cursor, limit, ...search } }) {
    const rows = await findConflicts(deps.db.sql, {
      ...search,
      ownerId: readsAll(actor) ? undefined : actor.id,
      standing: standing === undefined ? undefined : standing === 'true',
      before: readCursor(z.uuid(), cursor),
      limit: limit + 1,
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
