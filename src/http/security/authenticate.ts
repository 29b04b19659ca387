import type { Request } from 'express';
import { ACTOR_COLUMNS, asActor, loadActor, type ActorRow } from '../../accounts/actor.ts';
import { hashToken, noteTokenUse } from '../../accounts/service/token.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { actorOfSession } from './session-store.ts';

declare module 'express-session' {
  interface SessionData {
    accountId?: string;
  }
}

const BY_TOKEN = `SELECT ${ACTOR_COLUMNS}, t.scopes FROM api_token t JOIN account a ON a.id = t.account_id
  WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()) AND a.kind = 'SERVICE'`;

/**
 * Roles and memberships are read at every request, so a role that ended a second ago is gone. Undefined: nobody is logged in.
 * @throws Refusal NOT_LOGGED_IN for a bearer token nobody issued.
 */
export async function authenticate(sql: Tx, req: Request): Promise<Actor | undefined> {
  const token = bearerToken(req);
  if (token !== undefined) {
    const row = await sql.maybe<ActorRow>(BY_TOKEN, [hashToken(token)]);
    if (row?.state !== 'ACTIVE') throw new Refusal('NOT_LOGGED_IN');
    await noteTokenUse(sql, token);
    return asActor(row);
  }
  const accountId = req.session.accountId;
  if (accountId === undefined) return undefined;
  const read = actorOfSession(req);
  return read === undefined ? loadActor(sql, accountId) : read.actor;
}

export function bearerToken(req: Request): string | undefined {
  return /^Bearer ([\w-]{20,200})$/.exec(req.get('authorization') ?? '')?.[1];
}
