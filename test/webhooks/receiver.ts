import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly at: { readonly eventId: string; readonly deliveryId: string; readonly event: string };
}

/** What a receiver answers: a status, a redirect, or nothing at all. */
export type Reaction = number | { readonly location: string } | 'SILENT';

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on, call by call; the last one for ever. */
  answer(...reactions: Reaction[]): void;
  close(): Promise<void>;
}

/** Somebody outside, over real HTTP on loopback. */
export async function startReceiver(): Promise<Receiver> {
  let plan: Reaction[] = [204];
  const received: Received[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers } = request;
      received.push({
        headers,
        body: Buffer.concat(chunks).toString('utf8'),
        at: {
          eventId: String(headers['x-qudao-event-id']),
          deliveryId: String(headers['x-qudao-delivery-id']),
          event: String(headers['x-qudao-event']),
        },
      });
      const reaction = plan.length > 1 ? plan.shift() : plan[0];
      if (reaction === 'SILENT' || reaction === undefined) return;
      if (typeof reaction === 'number') response.writeHead(reaction).end('an answer that nobody reads');
      else response.writeHead(307, reaction).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, it has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answer(...reactions) {
      plan = reactions;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
}
