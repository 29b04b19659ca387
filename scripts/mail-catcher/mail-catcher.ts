import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { loopback } from '../parts/machine/ports.ts';
import { createMailPages } from './mail-pages.ts';
import { MessageStore, type Envelope } from './message-store.ts';

export interface MailCatcherOptions {
  /** Where the messages are kept. */
  directory: string;
  /** 0 takes any free port. */
  smtpPort: number;
  /** 0 takes any free port. */
  pagePort: number;
  /** The SMTP code (451, 550 …) a recipient is refused with; undefined accepts it. */
  refuse?: (recipient: string) => number | undefined;
}

/** A real SMTP server on loopback that keeps every message and shows it on a page, for development and tests. */
export class MailCatcher {
  readonly messages: MessageStore;
  readonly #options: MailCatcherOptions;
  readonly #smtp: SMTPServer;
  readonly #pages: http.Server;

  constructor(options: MailCatcherOptions) {
    this.#options = options;
    this.messages = new MessageStore(options.directory);
    this.#pages = http.createServer(createMailPages(this.messages));
    this.#smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 1_000,
      onRcptTo: ({ address }, _session, done) => {
        const code = options.refuse?.(address);
        done(code === undefined ? undefined : Object.assign(new Error('recipient refused'), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        this.#receive(stream, session).then(() => {
          done();
        }, done);
      },
    });
    // A client that hangs up in the middle of a message is its own affair.
    this.#smtp.on('error', () => undefined);
  }

  async start(): Promise<void> {
    this.#smtp.listen(this.#options.smtpPort, loopback);
    await once(this.#smtp.server, 'listening');
    this.#pages.listen(this.#options.pagePort, loopback);
    await once(this.#pages, 'listening');
  }

  async stop(): Promise<void> {
    this.#pages.closeAllConnections();
    await Promise.all([
      new Promise((resolve) => this.#pages.close(resolve)),
      new Promise<void>((resolve) => {
        this.#smtp.close(resolve);
      }),
    ]);
  }

  /** For `SMTP_URL`. */
  get smtpUrl(): string {
    return `smtp://${loopback}:${portOf(this.#smtp.server.address())}`;
  }

  get pageUrl(): string {
    return `http://${loopback}:${portOf(this.#pages.address())}`;
  }

  /** The sender is told "received" only after the message is in its file. */
  async #receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    await this.messages.save(Buffer.concat(chunks), envelopeOf(session));
  }
}

function envelopeOf({ envelope }: SMTPServerSession): Envelope {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the mail catcher is not started');
  return address.port;
}
