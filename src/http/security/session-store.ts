import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import session, { type Session, type SessionData } from 'express-session';
import { ACTOR_COLUMNS, asActor, type ActorRow } from '../../accounts/actor.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Database } from '../../persistence/database.ts';

type SessionRow = { sess: SessionData } & (ActorRow | { id: null });

const SESSION = `SELECT s.sess, a.* FROM session s
  LEFT JOIN LATERAL (SELECT ${ACTOR_COLUMNS}, NULL::text[] AS scopes FROM account a WHERE a.id = (s.sess ->> 'accountId')::uuid) a ON true
  WHERE s.sid = $1 AND s.expire >= now()`;

/** Undefined: the account is gone or no longer active. */
type Found = Actor | undefined;

const actors = new WeakMap<Request, Found>();

/** The account of the request's session, as the session was read; undefined where it was not read, or says nobody. */
export function actorOfSession(req: Request): { readonly actor: Found } | undefined {
  return actors.has(req) ? { actor: actors.get(req) } : undefined;
}

/** Reads a session and whose it is in one statement, at every request: what was ended, barred or granted a moment ago is seen. */
export class SessionStore extends connectPgSimple(session) {
  readonly #found = new WeakMap<SessionData, Found>();
  readonly #db: Database;

  constructor(db: Database) {
    super({ pool: db.pool, tableName: 'session', disableTouch: true, pruneSessionInterval: false });
    this.#db = db;
  }

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.#db.sql.maybe<SessionRow>(SESSION, [sid]).then(
      (row) => {
        if (row !== undefined)
          this.#found.set(row.sess, row.id === null || row.state !== 'ACTIVE' ? undefined : asActor(row));
        callback(null, row?.sess ?? null);
      },
      (error: unknown) => {
        callback(error);
      },
    );
  }

  override createSession(req: Request, data: SessionData): Session & SessionData {
    if (this.#found.has(data)) actors.set(req, this.#found.get(data));
    return super.createSession(req, data);
  }
}
