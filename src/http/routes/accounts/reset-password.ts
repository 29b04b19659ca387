import { z } from 'zod';
import { resetPassword } from '../../../accounts/credentials/forgotten-password.ts';
import { hashPassword } from '../../../accounts/credentials/password.ts';
import { keylessAct } from '../../../accounts/keyless-act.ts';
import { readLink } from '../../../accounts/links/use-link.ts';
import { defineRoute } from '../../route.ts';
import { Done, LinkToken, PasswordField } from './schemas.ts';

/** POST /password-resets/complete */
export const resetPasswordRoute = defineRoute({
  id: 'resetPassword',
  method: 'post',
  path: '/password-resets/complete',
  tag: 'accounts',
  summary: 'Set a new password with the token of the mailed link; every session ends',
  access: 'PUBLIC',
  body: z.strictObject({ token: LinkToken, password: PasswordField }),
  response: { status: 200, schema: Done },
  refusals: ['LINK_INVALID', 'PASSWORD_REFUSED'],
  keyless: true,
  async handle({ deps, body }) {
    const accountId = await readLink(deps.db.sql, body.token, ['RESET_PASSWORD']);
    const passwordHash = await hashPassword(body.password);
    const { personHashKey } = deps.config;
    await keylessAct(deps.db.pool, { id: accountId, kind: 'PERSON' }, (act) =>
      resetPassword(act, { ...body, accountId, passwordHash, personHashKey }),
    );
    return { body: {} };
  },
});
