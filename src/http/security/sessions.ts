import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Deps } from '../deps.ts';
import { SessionStore } from './session-store.ts';

export const SESSION_COOKIE = 'qudao.sid';

/**
 * Rows in PostgreSQL: revocable, and seen by "log out everywhere". Sessions exist only for people who logged in; how long one
 * lasts is set at the log-in, from the ACCOUNTS policy.
 */
export function sessions({ config, db }: Pick<Deps, 'config' | 'db'>): RequestHandler {
  return session({
    name: SESSION_COOKIE,
    secret: config.sessionSecret,
    resave: false,
    saveUninitialized: false,
    store: new SessionStore(db),
    cookie: { httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') },
  });
}
