import http from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

/** Server-sent events, as a browser reads them. */
export interface EventStream {
  readonly headers: IncomingHttpHeaders;
  /** How many events of this name have come so far. */
  count(name: string): number;
  /** Resolves as soon as so many events of this name have come since the beginning. */
  until(name: string, times: number): Promise<void>;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Everything but 200 is an error that names the status. */
export function openEvents(url: string, cookie: string): Promise<EventStream> {
  const came = new Map<string, number>();
  const waiting = new Set<() => void>();
  let rest = '';
  const take = (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const name = /^event: (.+)$/m.exec(block)?.[1];
      if (name !== undefined && /^data:/m.test(block)) came.set(name, (came.get(name) ?? 0) + 1);
    }
    for (const look of [...waiting]) look();
  };
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false, headers: { cookie, 'accept-encoding': 'gzip, br' } });
    request.on('error', reject);
    request.on('response', (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`The stream was answered ${String(response.statusCode)}`));
        return;
      }
      response.setEncoding('utf8').on('data', take);
      const ended = new Promise<void>((done) => {
        response.once('close', done);
      });
      response.on('error', () => undefined);
      const count = (name: string) => came.get(name) ?? 0;
      resolve({
        headers: response.headers,
        count,
        ended,
        until: (name, times) =>
          new Promise((done) => {
            const look = () => {
              if (count(name) < times) return;
              waiting.delete(look);
              done();
            };
            waiting.add(look);
            look();
          }),
        close() {
          request.destroy();
        },
      });
    });
  });
}
