import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { MessageActivities } from '../activities/messages.ts';

export interface MessagesInput {
  /** Task queue of the workers that send mail. */
  readonly mailQueue: string;
  /** Of sending, until the history begins anew; each leaves a handful of events. */
  readonly rounds?: number;
}

/**
 * The standing workflow behind every mail (architecture §4): somebody is always sending. A sender that dies is missed after its
 * heartbeat and replaced; what it had leased comes back to the ledger by itself.
 */
export async function messages({ mailQueue, rounds = 100 }: MessagesInput): Promise<never> {
  const { sendMessages } = proxyActivities<MessageActivities>({
    taskQueue: mailQueue,
    startToCloseTimeout: '15 minutes',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  });
  for (let round = 0; round < rounds; round += 1) await sendMessages();
  return continueAsNew<typeof messages>({ mailQueue, rounds });
}
