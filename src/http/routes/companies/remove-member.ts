import { z } from 'zod';
import { assertMember } from '../../../accounts/companies/owned-company.ts';
import { setMemberRoles } from '../../../accounts/companies/set-member-roles.ts';
import { defineRoute } from '../../route.ts';
import { MemberParams } from './schemas.ts';

/** DELETE /companies/{companyId}/members/{accountId} */
export const removeMemberRoute = defineRoute({
  id: 'removeMember',
  method: 'delete',
  path: '/companies/{companyId}/members/{accountId}',
  tag: 'companies',
  summary: 'End a membership',
  access: ['MANAGE_MEMBERS'],
  params: MemberParams,
  response: { status: 200, schema: z.object({ accountId: z.uuid(), roles: z.array(z.string()) }) },
  refusals: ['LAST_OWNER'],
  async handle({ actor, params, act }) {
    assertMember(actor, params.companyId);
    return act((running) => setMemberRoles(running, { ...params, roles: [] }));
  },
});
