import { z } from 'zod';
import { addMember } from '../../../accounts/companies/add-member.ts';
import { assertMember } from '../../../accounts/companies/owned-company.ts';
import { defineRoute } from '../../route.ts';
import { EmailField, LocaleField } from '../accounts/schemas.ts';
import { CompanyParams, RolesField } from './schemas.ts';

/** POST /companies/{companyId}/members */
export const addMemberRoute = defineRoute({
  id: 'addMember',
  method: 'post',
  path: '/companies/{companyId}/members',
  tag: 'companies',
  summary: 'Make somebody a member by e-mail address; who has no account is mailed a link',
  access: ['MANAGE_MEMBERS'],
  params: CompanyParams,
  body: z.strictObject({ email: EmailField, roles: RolesField, locale: LocaleField.default('zh-CN') }),
  response: { status: 201, schema: z.object({ accountId: z.uuid() }) },
  refusals: ['ALREADY_MEMBER', 'ACCOUNT_DISABLED', 'TOO_MANY_REQUESTS'],
  async handle({ deps, actor, params, body, act }) {
    assertMember(actor, params.companyId);
    return act((running) => addMember(running, deps.config.sessionSecret, { ...params, ...body }));
  },
});
