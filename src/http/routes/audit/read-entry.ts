import { z } from 'zod';
import { readAuditEntry } from '../../../audit/search.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { defineRoute } from '../../route.ts';
import { AuditEntrySchema, ChainField } from './schemas.ts';

/** GET /audit/entries/{chain}/{seq} */
export const readAuditEntryRoute = defineRoute({
  id: 'readAuditEntry',
  method: 'get',
  path: '/audit/entries/{chain}/{seq}',
  tag: 'audit',
  summary: 'One entry with what was before and after',
  access: ['READ_AUDIT'],
  params: z.object({ chain: ChainField, seq: z.coerce.number().int().min(1).max(2_147_483_647) }),
  response: {
    status: 200,
    schema: AuditEntrySchema.extend({ before: z.unknown(), after: z.unknown(), hash: z.string() }),
  },
  async handle({ deps, params }) {
    const entry = await readAuditEntry(deps.db.sql, params.chain, params.seq);
    if (entry === undefined) throw new Refusal('NOT_FOUND');
    return { body: entry };
  },
});
