import type { Logger } from 'pino';
import type { Config } from '../src/config.ts';
import type { Database } from '../src/persistence/database.ts';
import { sendDueDeliveries } from '../src/webhooks/sending/send-due-deliveries.ts';
import { untilStopped } from './until-stopped.ts';

interface Parts {
  readonly db: Database;
  readonly config: Config;
  readonly log: Logger;
}

export function createWebhookActivities({ db, config, log }: Parts) {
  return {
    /** Tells webhooks until its time is over or its worker stops; gives how many deliveries arrived. */
    async sendDeliveries(): Promise<{ sent: number }> {
      return untilStopped(async (until) => ({ sent: await sendDueDeliveries({ db, settings: config, log }, until) }));
    },
  };
}

export type WebhookActivities = ReturnType<typeof createWebhookActivities>;
