import { z } from 'zod';
import { inviteAgain } from '../../../accounts/companies/add-member.ts';
import { assertMember } from '../../../accounts/companies/owned-company.ts';
import { defineRoute } from '../../route.ts';
import { MemberParams } from './schemas.ts';

/** POST /companies/{companyId}/members/{accountId}/invitation */
export const inviteMemberAgainRoute = defineRoute({
  id: 'inviteMemberAgain',
  method: 'post',
  path: '/companies/{companyId}/members/{accountId}/invitation',
  tag: 'companies',
  summary: 'Mail the invitation again; the link before stops working',
  access: ['MANAGE_MEMBERS'],
  params: MemberParams,
  response: { status: 200, schema: z.object({ accountId: z.uuid() }) },
  refusals: ['WRONG_STATE', 'TOO_MANY_REQUESTS'],
  async handle({ deps, actor, params, act }) {
    assertMember(actor, params.companyId);
    return act((running) => inviteAgain(running, deps.config.sessionSecret, params));
  },
});
