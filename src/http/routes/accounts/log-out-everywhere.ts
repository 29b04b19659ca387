import { z } from 'zod';
import { logSecurityEvent } from '../../../accounts/credentials/security-log.ts';
import { endSessions } from '../../../accounts/sessions.ts';
import { inTransaction } from '../../../persistence/tx.ts';
import { defineRoute } from '../../route.ts';
import { endSession } from '../../security/session-control.ts';

/** DELETE /sessions */
export const logOutEverywhereRoute = defineRoute({
  id: 'logOutEverywhere',
  method: 'delete',
  path: '/sessions',
  tag: 'accounts',
  summary: 'End every session of mine, this one too',
  access: 'PERSON',
  response: { status: 200, schema: z.object({ sessionsEnded: z.number().int() }) },
  keyless: true,
  async handle({ deps, actor, req, res }) {
    const sessionsEnded = await inTransaction(deps.db.pool, async (tx) => {
      await logSecurityEvent(tx, { kind: 'LOGOUT_EVERYWHERE', accountId: actor.id, ip: req.ip });
      return endSessions(tx, actor.id);
    });
    await endSession(req, res);
    return { body: { sessionsEnded } };
  },
});
