import { z } from 'zod';
import { accountsPolicy } from '../../../accounts/accounts-policy.ts';
import { ANYBODY, keylessAct } from '../../../accounts/keyless-act.ts';
import { register } from '../../../accounts/registration/register.ts';
import { assertNotTooOften } from '../../security/rate-limit.ts';
import { defineRoute } from '../../route.ts';
import { Done, EmailField, LocaleField } from './schemas.ts';

/** POST /registrations */
export const registerRoute = defineRoute({
  id: 'register',
  method: 'post',
  path: '/registrations',
  tag: 'accounts',
  summary: 'Register as an applicant: mails a link to the address; the answer never tells whether it is known',
  access: 'PUBLIC',
  body: z.strictObject({
    email: EmailField,
    locale: LocaleField.default('zh-CN'),
    noticeId: z.uuid().meta({ description: 'The privacy notice that was shown and agreed to.' }),
  }),
  response: { status: 202, schema: Done },
  refusals: ['CONSENT_MISSING', 'TOO_MANY_REQUESTS'],
  keyless: true,
  async handle({ deps, req, res, body }) {
    const { limits } = await accountsPolicy(deps.db.sql, new Date());
    const limit = { name: 'registration', perMinute: limits.registrationsPerMinute, key: '' };
    await assertNotTooOften({ deps, req, res }, limit);
    await keylessAct(deps.db.pool, ANYBODY, (act) => register(act, deps.config.sessionSecret, body));
    return { body: {} };
  },
});
