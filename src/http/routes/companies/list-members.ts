import { z } from 'zod';
import { listMembers } from '../../../accounts/companies/list-members.ts';
import { assertMember } from '../../../accounts/companies/owned-company.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { CompanyParams } from './schemas.ts';

/** GET /companies/{companyId}/members */
export const listMembersRoute = defineRoute({
  id: 'listMembers',
  method: 'get',
  path: '/companies/{companyId}/members',
  tag: 'companies',
  summary: 'Who acts for my company',
  access: 'LOGGED_IN',
  params: CompanyParams,
  query: z.strictObject(PAGE_QUERY),
  response: {
    status: 200,
    schema: pageSchema(
      z.object({
        accountId: z.uuid(),
        name: z.string(),
        email: z.string().nullable(),
        state: z.enum(['INVITED', 'ACTIVE', 'DISABLED']),
        roles: z.array(z.string()),
        since: z.date(),
      }),
    ),
  },
  async handle({ deps, actor, params, query }) {
    assertMember(actor, params.companyId);
    const page = { after: readCursor(z.uuid(), query.cursor), limit: query.limit + 1 };
    const members = await listMembers(deps.db.sql, params.companyId, page);
    return {
      body: pageOf(
        members,
        query.limit,
        ({ accountId }) => accountId,
        (member) => member,
      ),
    };
  },
});
