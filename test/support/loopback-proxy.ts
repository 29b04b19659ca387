import net from 'node:net';

type Direction = 'toServer' | 'toClient';

/**
 * A TCP proxy on loopback between a part of the product and a server it talks to. Tests hold one direction (bytes wait, the connection lives), cut
 * everything (connections die, new ones are refused) and let go again: the network fails, never the product's own code.
 */
export class LoopbackProxy {
  readonly #target: { host: string; port: number };
  readonly #server: net.Server;
  readonly #pairs = new Set<{ client: net.Socket; upstream: net.Socket }>();
  readonly #held = new Set<Direction>();
  #isCut = false;

  constructor(target: string) {
    const [host = '127.0.0.1', port = '0'] = target.split(':');
    this.#target = { host, port: Number(port) };
    this.#server = net.createServer((client) => {
      this.#accept(client);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Bytes of this direction wait until `release`. */
  hold(direction: Direction): void {
    this.#held.add(direction);
    for (const pair of this.#pairs) this.#obey(pair);
  }

  release(): void {
    this.#held.clear();
    for (const pair of this.#pairs) this.#obey(pair);
  }

  /** As if the server's host were gone. */
  cut(): void {
    this.#isCut = true;
    for (const { client, upstream } of this.#pairs) {
      client.destroy();
      upstream.destroy();
    }
  }

  restore(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  #accept(client: net.Socket): void {
    if (this.#isCut) {
      client.destroy();
      return;
    }
    const upstream = net.connect(this.#target);
    const pair = { client, upstream };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.pipe(upstream);
    upstream.pipe(client);
    this.#obey(pair);
  }

  /** A paused source fills no buffer of ours: the sender's own socket fills up and waits. */
  #obey({ client, upstream }: { client: net.Socket; upstream: net.Socket }): void {
    flow(client, upstream, this.#held.has('toServer'));
    flow(upstream, client, this.#held.has('toClient'));
  }
}

function flow(source: net.Socket, sink: net.Socket, held: boolean): void {
  if (held) {
    source.unpipe(sink);
    source.pause();
  } else if (source.isPaused()) {
    source.pipe(sink);
    source.resume();
  }
}
