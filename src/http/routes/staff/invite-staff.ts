import { z } from 'zod';
import { inviteStaff } from '../../../accounts/staff/invite-staff.ts';
import { mainlandMobileSchema } from '../../../domain/identity/contact.ts';
import { defineRoute } from '../../route.ts';
import { EmailField, LocaleField, PersonNameField } from '../accounts/schemas.ts';
import { GrantField, grantOf } from './schemas.ts';

/** POST /staff */
export const inviteStaffRoute = defineRoute({
  id: 'inviteStaff',
  method: 'post',
  path: '/staff',
  tag: 'staff',
  summary: 'Open an account with its first roles; the person sets the password at the mailed link',
  access: ['WRITE_ORGANISATION'],
  body: z.strictObject({
    login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,98}[a-z0-9]$/),
    name: PersonNameField,
    email: EmailField,
    phone: mainlandMobileSchema.optional(),
    locale: LocaleField.default('zh-CN'),
    roles: z.array(GrantField).min(1).max(20),
  }),
  response: { status: 201, schema: z.object({ accountId: z.uuid() }) },
  refusals: ['LOGIN_TAKEN', 'UNIT_UNKNOWN', 'ALREADY_HELD'],
  async handle({ deps, body, act }) {
    const { login, name, email, phone, locale } = body;
    const staff = { login, name, email, phone, locale, roles: body.roles.map(grantOf) };
    return act((running) => inviteStaff(running, deps.config.sessionSecret, staff));
  },
});
