import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Deps } from './deps.ts';

/** Eight hours after the log-in a session is over; an approver's day. */
export const SESSION_HOURS = 8;

/** Rows in PostgreSQL: revocable, and seen by "log out everywhere". Sessions exist only for people who logged in. */
export function sessions({ config, db }: Pick<Deps, 'config' | 'db'>): RequestHandler {
  const Store = connectPgSimple(session);
  return session({
    name: 'qudao.sid',
    secret: config.sessionSecret,
    resave: false,
    saveUninitialized: false,
    store: new Store({ pool: db.pool, tableName: 'session', disableTouch: true, pruneSessionInterval: false }),
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: config.publicUrl.startsWith('https:'),
      maxAge: SESSION_HOURS * 3_600_000,
    },
  });
}
