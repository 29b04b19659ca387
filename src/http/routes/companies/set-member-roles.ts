import { z } from 'zod';
import { assertMember } from '../../../accounts/companies/owned-company.ts';
import { setMemberRoles } from '../../../accounts/companies/set-member-roles.ts';
import { defineRoute } from '../../route.ts';
import { MemberParams, RolesField } from './schemas.ts';

/** PUT /companies/{companyId}/members/{accountId}/roles */
export const setMemberRolesRoute = defineRoute({
  id: 'setMemberRoles',
  method: 'put',
  path: '/companies/{companyId}/members/{accountId}/roles',
  tag: 'companies',
  summary: 'Say what a member may do for the company',
  access: ['MANAGE_MEMBERS'],
  params: MemberParams,
  body: z.strictObject({ roles: RolesField }),
  response: { status: 200, schema: z.object({ accountId: z.uuid(), roles: z.array(z.string()) }) },
  refusals: ['LAST_OWNER'],
  async handle({ actor, params, body, act }) {
    assertMember(actor, params.companyId);
    return act((running) => setMemberRoles(running, { ...params, ...body }));
  },
});
