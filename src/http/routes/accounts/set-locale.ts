import { z } from 'zod';
import { setLocale } from '../../../accounts/set-locale.ts';
import { defineRoute } from '../../route.ts';
import { LocaleField } from './schemas.ts';

/** PUT /me/locale */
export const setLocaleRoute = defineRoute({
  id: 'setLocale',
  method: 'put',
  path: '/me/locale',
  tag: 'accounts',
  summary: 'The language my messages are written in',
  access: 'PERSON',
  body: z.strictObject({ locale: LocaleField }),
  response: { status: 200, schema: z.object({ locale: LocaleField }) },
  async handle({ actor, body, act }) {
    return act((running) => setLocale(running, actor.id, body.locale));
  },
});
