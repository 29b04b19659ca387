import type { Response } from 'express';
import type { Logger } from 'pino';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { concernedBy } from '../../tasks/inbox/changes/concerned.ts';
import { readChanges } from '../../tasks/inbox/changes/read-changes.ts';
import { listenerOn, type Listener } from './listener.ts';
import { stillLoggedIn } from './still-logged-in.ts';

/** Between two looks at what was recorded; nobody is told more often than this, however much happens. */
const LOOK_EVERY_MS = 1_000;
/** After which PostgreSQL ends a transaction that stands still: an entry is never seen later than that after the instant it bears. */
const LONGEST_ACT_SECONDS = 20;
/** How late a look may be before it could overlook something. */
const LATEST_LOOK_SECONDS = 5;
const LOOKS_BETWEEN_CHECKS = 3;
const LOOKS_BETWEEN_BEATS = 15;

/** Tells people that their lists have changed, whichever process changed them. */
export interface LiveLists {
  /**
   * Keeps the answer open.
   * @throws Refusal TOO_MANY_STREAMS when the account has `most` in this process, BUSY when the process is about to end
   */
  open(res: Response, who: Pick<Listener, 'accountId' | 'sessionId'>, most: number): void;
  /** Ends every stream, at once. */
  close(): void;
}

/** Looks only while somebody listens; one look and one question serve all of them. */
export function createLiveLists({ sql, log }: { readonly sql: Tx; readonly log: Logger }): LiveLists {
  const listeners = new Set<Listener>();
  let seen = new Set<string>();
  let looks = 0;
  let lookedAt = 0;
  let missed = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const drop = (listener: Listener) => {
    if (listeners.delete(listener)) listener.end();
  };
  const check = async () => {
    const asked = [...listeners];
    const known = await stillLoggedIn(sql, asked);
    for (const listener of asked) if (!known.has(listener)) drop(listener);
  };
  const tellConcerned = async () => {
    const now = Date.now();
    missed ||= lookedAt > 0 && now - lookedAt > LATEST_LOOK_SECONDS * 1_000;
    const changes = await readChanges(sql, LONGEST_ACT_SECONDS + LATEST_LOOK_SECONDS);
    const fresh = changes.filter(({ key }) => !seen.has(key));
    const asked = [...listeners];
    const accountIds = [...new Set(asked.map(({ accountId }) => accountId))];
    const concerned = new Set(
      missed ? accountIds : fresh.length === 0 ? [] : await concernedBy(sql, accountIds, fresh),
    );
    seen = new Set(changes.map(({ key }) => key));
    missed = false;
    lookedAt = now;
    for (const listener of asked) if (listeners.has(listener) && concerned.has(listener.accountId)) listener.tell();
  };
  const look = async () => {
    looks += 1;
    try {
      if (looks % LOOKS_BETWEEN_CHECKS === 0) await check();
      await tellConcerned();
    } catch (error) {
      // What happened meanwhile may be out of sight when the database is back: then everybody reads their lists once.
      missed = true;
      if (!closed) log.warn({ err: error }, 'changes of lists could not be read');
    }
    if (looks % LOOKS_BETWEEN_BEATS === 0) for (const listener of listeners) listener.beat();
    timer = undefined;
    lookLater();
  };
  const lookLater = () => {
    if (closed || timer !== undefined) return;
    if (listeners.size === 0) [seen, lookedAt] = [new Set(), 0];
    else timer = setTimeout(() => void look(), LOOK_EVERY_MS);
  };

  return {
    open(res, who, most) {
      if (closed) throw new Refusal('BUSY');
      const open = [...listeners].filter(({ accountId }) => accountId === who.accountId).length;
      if (open >= most) throw new Refusal('TOO_MANY_STREAMS', { maximum: most });
      const listener = listenerOn(res, who);
      listeners.add(listener);
      res.once('close', () => {
        listeners.delete(listener);
      });
      lookLater();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      for (const listener of listeners) drop(listener);
    },
  };
}
