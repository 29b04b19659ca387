import { z } from 'zod';
import { listServiceAccounts } from '../../../accounts/service/list-service-accounts.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';

/** GET /service-accounts */
export const listServiceAccountsRoute = defineRoute({
  id: 'listServiceAccounts',
  method: 'get',
  path: '/service-accounts',
  tag: 'service accounts',
  summary: 'Machine clients, their tokens and when each was last used',
  access: ['MANAGE_SERVICE_ACCOUNTS', 'READ_AUDIT'],
  query: z.strictObject(PAGE_QUERY),
  response: {
    status: 200,
    schema: pageSchema(
      z.object({
        accountId: z.uuid(),
        login: z.string(),
        name: z.string(),
        state: z.string(),
        tokens: z.array(
          z.object({
            tokenId: z.uuid(),
            name: z.string(),
            scopes: z.array(z.string()),
            createdAt: z.iso.datetime(),
            expiresAt: z.iso.datetime().nullable(),
            revokedAt: z.iso.datetime().nullable(),
            lastUsedAt: z.iso.datetime().nullable(),
          }),
        ),
      }),
    ),
  },
  async handle({ deps, query }) {
    const page = { after: readCursor(z.string(), query.cursor), limit: query.limit + 1 };
    const accounts = await listServiceAccounts(deps.db.sql, page);
    return {
      body: pageOf(
        accounts,
        query.limit,
        ({ login }) => login,
        (account) => account,
      ),
    };
  },
});
