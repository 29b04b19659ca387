import { z } from 'zod';
import { hashPassword } from '../../../accounts/credentials/password.ts';
import { keylessAct } from '../../../accounts/keyless-act.ts';
import { readLink } from '../../../accounts/links/use-link.ts';
import { ACTIVATING, activate } from '../../../accounts/registration/activate.ts';
import { mainlandMobileSchema } from '../../../domain/identity/contact.ts';
import { defineRoute } from '../../route.ts';
import { LinkToken, PasswordField, PersonNameField } from './schemas.ts';

/** POST /activations */
export const activateAccountRoute = defineRoute({
  id: 'activateAccount',
  method: 'post',
  path: '/activations',
  tag: 'accounts',
  summary: 'Open the account with the token of the mail that verifies an address or invites',
  access: 'PUBLIC',
  body: z.strictObject({
    token: LinkToken,
    password: PasswordField,
    name: PersonNameField.optional().meta({
      description: 'Needed for members; staff were named by whoever invited them.',
    }),
    phone: mainlandMobileSchema.optional(),
    noticeId: z.uuid().optional().meta({ description: 'Needed for members: the privacy notice consented to.' }),
  }),
  response: { status: 200, schema: z.object({ accountId: z.uuid(), login: z.string() }) },
  refusals: ['LINK_INVALID', 'PASSWORD_REFUSED', 'CONSENT_MISSING'],
  keyless: true,
  async handle({ deps, body }) {
    const accountId = await readLink(deps.db.sql, body.token, ACTIVATING);
    const passwordHash = await hashPassword(body.password);
    const { token, password, name, phone, noticeId } = body;
    const activation = { accountId, token, password, passwordHash, name, phone, noticeId };
    const opened = await keylessAct(deps.db.pool, { id: accountId, kind: 'PERSON' }, (act) =>
      activate(act, activation),
    );
    return { body: opened };
  },
});
