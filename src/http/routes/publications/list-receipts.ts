import { z } from 'zod';
import { listReceipts, RECEIPT_STATES } from '../../../publications/progress.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InstantSchema } from '../tasks/schemas.ts';
import { publishedCase } from './published-case.ts';
import { PublicationParams, TAG } from './schemas.ts';

/** GET /publications/{publicationId}/receipts: who has, and who has not. */
export const listPublicationReceipts = defineRoute({
  id: 'listPublicationReceipts',
  method: 'get',
  path: '/publications/{publicationId}/receipts',
  tag: TAG,
  summary: 'Who was told of a rule, has read it, has acknowledged it',
  access: ['READ_CASES'],
  params: PublicationParams,
  query: z.strictObject({ ...PAGE_QUERY, state: z.enum(RECEIPT_STATES).default('ALL') }),
  response: {
    status: 200,
    schema: pageSchema(
      z.object({
        accountId: z.uuid(),
        name: z.string(),
        companyName: z.string().nullable(),
        toldAt: InstantSchema.nullable(),
        readAt: InstantSchema.nullable(),
        acknowledgedAt: InstantSchema.nullable(),
        acknowledgedVersion: z.int().nullable(),
        reminders: z.int(),
      }),
    ),
  },
  async handle({ deps: { db }, actor, params: { publicationId }, query }) {
    await publishedCase(db.sql, actor, publicationId);
    const rows = await listReceipts(db.sql, publicationId, {
      state: query.state,
      after: readCursor(z.uuid(), query.cursor) ?? null,
      limit: query.limit + 1,
    });
    return {
      body: pageOf(
        rows,
        query.limit,
        ({ accountId }) => accountId,
        (row) => row,
      ),
    };
  },
});
