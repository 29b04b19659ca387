import { z } from 'zod';
import { accountsPolicy } from '../../../accounts/accounts-policy.ts';
import { logIn } from '../../../accounts/credentials/log-in.ts';
import { hashLogin } from '../../../accounts/login-name.ts';
import { forgetEndedSessions } from '../../../accounts/sessions.ts';
import { whoAmI } from '../../../accounts/who-am-i.ts';
import { millisecondsOf } from '../../../domain/accounts/plain-length.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { loadActor } from '../../../accounts/actor.ts';
import { assertNotTooOften } from '../../security/rate-limit.ts';
import { defineRoute } from '../../route.ts';
import { startSession } from '../../security/session-control.ts';
import { LoginField, MeSchema, PasswordField } from './schemas.ts';

/** POST /sessions */
export const logInRoute = defineRoute({
  id: 'logIn',
  method: 'post',
  path: '/sessions',
  tag: 'accounts',
  summary: 'Log in; the answer sets the session cookie',
  access: 'PUBLIC',
  body: z.strictObject({ login: LoginField, password: PasswordField }),
  response: { status: 201, schema: MeSchema },
  refusals: ['WRONG_LOGIN', 'LOCKED_OUT', 'TOO_MANY_REQUESTS', 'ACCOUNT_DISABLED'],
  keyless: true,
  async handle({ deps, req, res, body }) {
    const { sql } = deps.db;
    const { personHashKey } = deps.config;
    const { limits } = await accountsPolicy(sql, new Date());
    const key = hashLogin(personHashKey, body.login);
    const limit = { name: 'log-in', perMinute: limits.logInsPerMinute, key, failuresOnly: true };
    await assertNotTooOften({ deps, req, res }, limit);
    const { accountId, sessionLength } = await logIn({ db: deps.db, personHashKey }, { ...body, ip: req.ip });
    await forgetEndedSessions(sql);
    await startSession(req, accountId, millisecondsOf(sessionLength));
    const actor = await loadActor(sql, accountId);
    if (actor === undefined) throw new Refusal('WRONG_LOGIN');
    return { body: await whoAmI(sql, actor) };
  },
});
