import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { Config } from '../src/config.ts';
import { smtpTransport } from '../src/mail/transport.ts';
import { sendDueMessages } from '../src/messages/send-due-messages.ts';
import type { Database } from '../src/persistence/database.ts';

interface Parts {
  readonly db: Database;
  readonly config: Config;
  readonly log: Logger;
}

/** After so many milliseconds an attempt ends by itself, so that a newer worker gets its turn. */
const LENGTH_OF_A_RUN = 10 * 60_000;
const HEARTBEAT_EVERY = 5_000;

export function createMessageActivities({ db, config, log }: Parts) {
  return {
    /** Sends mails until its time is over or its worker stops; gives how many. */
    async sendMessages(): Promise<{ sent: number }> {
      const context = Context.current();
      const transport = smtpTransport(config);
      const until = AbortSignal.any([context.cancellationSignal, AbortSignal.timeout(LENGTH_OF_A_RUN)]);
      // Not tied to the mails: one may take longer than the heartbeat's patience, and each has a time-out of its own.
      const beating = setInterval(() => {
        context.heartbeat();
      }, HEARTBEAT_EVERY);
      try {
        return { sent: await sendDueMessages({ sql: db.sql, transport, settings: config, log }, until) };
      } finally {
        clearInterval(beating);
        transport.close();
      }
    },
  };
}

export type MessageActivities = ReturnType<typeof createMessageActivities>;
