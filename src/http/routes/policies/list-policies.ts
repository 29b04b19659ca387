import { z } from 'zod';
import { listPolicies } from '../../../policies/version.ts';
import { POLICY_STATES } from '../../../policies/version.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { Kind, TAG } from './schemas.ts';

const Item = z.object({
  kind: Kind,
  key: z.string(),
  currentId: z.uuid().nullable(),
  currentNumber: z.int().nullable(),
  latestNumber: z.int(),
  latestState: z.enum(POLICY_STATES),
});

const KindKey = z.tuple([z.string(), z.string()]);

/** GET /policies (ADM-18, CTR-11): every rule by kind and key, with the version that holds now. */
export const listPoliciesRoute = defineRoute({
  id: 'listPolicies',
  method: 'get',
  path: '/policies',
  tag: TAG,
  summary: 'The rules of the product: which there are, which version holds, which is the newest',
  access: ['READ_POLICIES'],
  query: z.strictObject({ kind: Kind.optional(), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(Item) },
  async handle({ deps, query: { kind, cursor, limit } }) {
    const rows = await listPolicies(deps.db.sql, { kind, after: readCursor(KindKey, cursor), limit });
    return {
      body: pageOf(
        rows,
        limit,
        (row) => [row.kind, row.key],
        (row) => row,
      ),
    };
  },
});
