import { z } from 'zod';
import { accountsPolicy } from '../../../accounts/accounts-policy.ts';
import { requestPasswordReset } from '../../../accounts/credentials/forgotten-password.ts';
import { ANYBODY, keylessAct } from '../../../accounts/keyless-act.ts';
import { assertNotTooOften } from '../../security/rate-limit.ts';
import { defineRoute } from '../../route.ts';
import { Done, LoginField } from './schemas.ts';

/** POST /password-resets */
export const requestPasswordResetRoute = defineRoute({
  id: 'requestPasswordReset',
  method: 'post',
  path: '/password-resets',
  tag: 'accounts',
  summary: 'Forgotten password: mail a link, if there is such an account; the answer never tells',
  access: 'PUBLIC',
  body: z.strictObject({ login: LoginField.meta({ description: 'Log-in name or e-mail address.' }) }),
  response: { status: 202, schema: Done },
  refusals: ['TOO_MANY_REQUESTS'],
  keyless: true,
  async handle({ deps, req, res, body }) {
    const { limits } = await accountsPolicy(deps.db.sql, new Date());
    const limit = { name: 'password-reset', perMinute: limits.registrationsPerMinute, key: '' };
    await assertNotTooOften({ deps, req, res }, limit);
    await keylessAct(deps.db.pool, ANYBODY, (act) => requestPasswordReset(act, deps.config.sessionSecret, body.login));
    return { body: {} };
  },
});
