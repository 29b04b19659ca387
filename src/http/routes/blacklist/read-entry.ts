import { z } from 'zod';
import { readSteps } from '../../../blacklist/entry.ts';
import { defineRoute } from '../../route.ts';
import { EntryParams, EntrySchema, visibleEntry } from './schemas.ts';

const Step = z.object({
  action: z.string(),
  accountId: z.uuid(),
  accountName: z.string(),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  at: z.date(),
});

/** GET /blacklist/{entryId} */
export const readBlacklistEntryRoute = defineRoute({
  id: 'readBlacklistEntry',
  method: 'get',
  path: '/blacklist/{entryId}',
  tag: 'blacklist',
  summary: 'An entry of the blacklist with every step of it',
  access: ['READ_BLACKLIST', 'PROPOSE_BLACKLIST'],
  params: EntryParams,
  response: { status: 200, schema: EntrySchema.extend({ steps: z.array(Step) }) },
  async handle({ deps, actor, params }) {
    const entry = await visibleEntry(deps.db.sql, actor, params.entryId);
    return { body: { ...entry, steps: await readSteps(deps.db.sql, entry.id) }, etag: entry.version };
  },
});
