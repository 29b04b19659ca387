import { ACTOR_COLUMNS, asActor, type ActorRow } from '../../accounts/actor.ts';
import { permissionsOf } from '../../domain/access/actor.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { Listener } from './listener.ts';

/** Those whose session still stands, whose account is active, and who may still have tasks: asked for all of them at once. */
export async function stillLoggedIn(sql: Tx, listeners: readonly Listener[]): Promise<ReadonlySet<Listener>> {
  const [sessions, accounts] = await Promise.all([
    sql.rows<{ sid: string; accountId: string }>(
      `SELECT sid, sess ->> 'accountId' AS "accountId" FROM session WHERE sid = ANY ($1) AND expire > now()`,
      [listeners.map(({ sessionId }) => sessionId)],
    ),
    sql.rows<ActorRow & Record<string, unknown>>(
      `SELECT ${ACTOR_COLUMNS}, NULL::text[] AS scopes FROM account a WHERE a.id = ANY ($1) AND a.state = 'ACTIVE'`,
      [[...new Set(listeners.map(({ accountId }) => accountId))]],
    ),
  ]);
  const accountOf = new Map(sessions.map(({ sid, accountId }) => [sid, accountId]));
  const working = new Set(
    accounts.filter((row) => permissionsOf(asActor(row)).has('WORK_ON_TASKS')).map(({ id }) => id),
  );
  return new Set(
    listeners.filter(({ sessionId, accountId }) => accountOf.get(sessionId) === accountId && working.has(accountId)),
  );
}
