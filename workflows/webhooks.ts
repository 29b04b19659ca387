import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { WebhookActivities } from '../activities/webhooks.ts';

export interface WebhooksInput {
  /** Task queue of the workers that tell the outside. */
  readonly webhookQueue: string;
  /** Of sending, until the history begins anew; each leaves a handful of events. */
  readonly rounds?: number;
}

/**
 * The standing workflow behind every webhook: somebody is always sending. A sender that dies is missed after its heartbeat and replaced; what
 * it had leased comes back by itself, under the same ids.
 */
export async function webhooks({ webhookQueue, rounds = 100 }: WebhooksInput): Promise<never> {
  const { sendDeliveries } = proxyActivities<WebhookActivities>({
    taskQueue: webhookQueue,
    startToCloseTimeout: '15 minutes',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  });
  for (let round = 0; round < rounds; round += 1) await sendDeliveries();
  return continueAsNew<typeof webhooks>({ webhookQueue, rounds });
}
