import type { RequestHandler } from 'express';
import { permissionsOf, type Actor } from '../../domain/access/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { authenticate } from '../security/authenticate.ts';
import type { Deps } from '../deps.ts';
import type { Access, Route } from '../route.ts';

/** What the gate leaves for the handler in `res.locals`. */
export interface Gated {
  readonly actor: Actor | undefined;
  /** Why the actor may not do this now; told unless the request was answered when they still might. */
  readonly denied: Refusal | undefined;
}

/** The permission check stands before the reading of uploads: a stranger's 20 MB are not read. */
export function gate(route: Route, deps: Deps): RequestHandler {
  return async (req, res, next) => {
    res.locals['routeId'] = route.id;
    const actor = await authenticate(deps.db.sql, req);
    res.locals['actor'] = actor;
    if (route.access !== 'PUBLIC' && actor === undefined) throw new Refusal('NOT_LOGGED_IN');
    const denied = actor === undefined ? undefined : denialOf(route.access, actor);
    if (denied !== undefined && (route.content !== undefined || route.before !== undefined)) throw denied;
    res.locals['gated'] = { actor, denied } satisfies Gated;
    next();
  };
}

function denialOf(access: Access, actor: Actor): Refusal | undefined {
  if (access === 'PUBLIC' || access === 'LOGGED_IN') return undefined;
  const granted = permissionsOf(actor);
  const allowed = access === 'PERSON' ? actor.kind !== 'SERVICE' : access.some((permission) => granted.has(permission));
  if (allowed) return undefined;
  return new Refusal(actor.kind === 'SERVICE' ? 'SCOPE_MISSING' : 'NOT_ALLOWED');
}
