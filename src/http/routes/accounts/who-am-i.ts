import { whoAmI } from '../../../accounts/who-am-i.ts';
import { defineRoute } from '../../route.ts';
import { MeSchema } from './schemas.ts';

/** GET /me */
export const whoAmIRoute = defineRoute({
  id: 'whoAmI',
  method: 'get',
  path: '/me',
  tag: 'accounts',
  summary: 'Who I am, what I may do, and for whom',
  access: 'LOGGED_IN',
  response: { status: 200, schema: MeSchema },
  async handle({ deps, actor }) {
    return { body: await whoAmI(deps.db.sql, actor) };
  },
});
