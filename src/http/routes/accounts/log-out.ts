import { logSecurityEvent } from '../../../accounts/credentials/security-log.ts';
import { defineRoute } from '../../route.ts';
import { endSession } from '../../security/session-control.ts';

/** DELETE /sessions/current */
export const logOutRoute = defineRoute({
  id: 'logOut',
  method: 'delete',
  path: '/sessions/current',
  tag: 'accounts',
  summary: 'Log out here',
  access: 'PERSON',
  response: { status: 204 },
  keyless: true,
  async handle({ deps, actor, req, res }) {
    await logSecurityEvent(deps.db.sql, { kind: 'LOGOUT', accountId: actor.id, ip: req.ip });
    await endSession(req, res);
    return {};
  },
});
