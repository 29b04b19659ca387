import { z } from 'zod';
import { listContracts } from '../../../contracts/find-contracts.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { ContractLineSchema, STATES, TAG } from './schemas.ts';

/** GET /contracts: of one's own companies, or of the cases a member of staff may read; newest first. */
export const listContractsRoute = defineRoute({
  id: 'listContracts',
  method: 'get',
  path: '/contracts',
  tag: TAG,
  summary: 'Contracts, newest first',
  access: ['READ_CASES'],
  query: z.strictObject({ ...PAGE_QUERY, state: z.enum(STATES).optional(), companyId: z.uuid().optional() }),
  response: { status: 200, schema: pageSchema(ContractLineSchema) },
  handle: async ({ deps: { db }, actor, query: { limit, cursor, state, companyId } }) => {
    const before = readCursor(z.uuid(), cursor);
    const rows = await listContracts(db.sql, actor, { state, companyId, before, limit: limit + 1 });
    return {
      body: pageOf(
        rows,
        limit,
        (row) => row.id,
        (row) => row,
      ),
    };
  },
});
