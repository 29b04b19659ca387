import type { Response } from 'express';

/** One open stream of one session. */
export interface Listener {
  readonly accountId: string;
  readonly sessionId: string;
  /** Something of the lists may have changed. */
  tell(): void;
  /** Keeps proxies from hanging up, and finds out who is gone. */
  beat(): void;
  end(): void;
}

/** Milliseconds after which a browser whose stream has ended asks again. */
const RETRY_MS = 3_000;

/** Nobody reads what has waited for so long; the browser asks anew. */
const MOST_WAITING_BYTES = 16_384;

/**
 * Server-sent events on an answer. `no-transform` keeps our own compression and proxies' from holding them back. The first event is sent at once:
 * what changed while nobody listened is read then.
 */
export function listenerOn(res: Response, who: Pick<Listener, 'accountId' | 'sessionId'>): Listener {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  res.write(`retry: ${RETRY_MS}\n\n`);
  const write = (text: string) => {
    if (res.writableLength > MOST_WAITING_BYTES) res.destroy();
    else res.write(text);
  };
  const listener: Listener = {
    ...who,
    tell: () => {
      write('event: changed\ndata: {}\n\n');
    },
    beat: () => {
      write(':\n\n');
    },
    end: () => {
      res.end();
    },
  };
  listener.tell();
  return listener;
}
