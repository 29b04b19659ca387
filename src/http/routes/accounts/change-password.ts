import { z } from 'zod';
import { accountsPolicy } from '../../../accounts/accounts-policy.ts';
import { changePassword } from '../../../accounts/credentials/change-password.ts';
import { assertPasswordAllowed, hashPassword } from '../../../accounts/credentials/password.ts';
import { reauthenticate } from '../../../accounts/credentials/reauthenticate.ts';
import { hashLogin } from '../../../accounts/login-name.ts';
import { whoAmI } from '../../../accounts/who-am-i.ts';
import { defineRoute } from '../../route.ts';
import { PasswordField } from './schemas.ts';

/** PUT /me/password */
export const changePasswordRoute = defineRoute({
  id: 'changePassword',
  method: 'put',
  path: '/me/password',
  tag: 'accounts',
  summary: 'Set a new password; all other sessions end',
  access: 'PERSON',
  body: z.strictObject({ currentPassword: PasswordField, newPassword: PasswordField }),
  response: { status: 200, schema: z.object({ sessionsEnded: z.number().int() }) },
  refusals: ['REAUTHENTICATION_FAILED', 'LOCKED_OUT', 'PASSWORD_REFUSED'],
  async handle({ deps, req, actor, body, act }) {
    const { sql } = deps.db;
    const { personHashKey } = deps.config;
    const { login } = await whoAmI(sql, actor);
    const claim = { accountId: actor.id, password: body.currentPassword, ip: req.ip };
    const oldHash = await reauthenticate({ db: deps.db, personHashKey }, claim);
    assertPasswordAllowed(body.newPassword, login, (await accountsPolicy(sql, new Date())).password);
    const newHash = await hashPassword(body.newPassword);
    const loginHash = hashLogin(personHashKey, login);
    return act((running) =>
      changePassword(running, { accountId: actor.id, oldHash, newHash, loginHash, sid: req.sessionID }),
    );
  },
});
