import { ScheduleAlreadyRunning, type Client } from '@temporalio/client';
import { mailQueue, webhookQueue } from './queues.ts';

/** What is done once a day or every hour, by the clock of China; a day that nothing ran is made up for within `catchupWindow`. */
const DAILY = [
  { id: 'audit-anchor', workflowType: 'auditAnchor', hour: 0, minute: 10, catchupWindow: '7 days' },
  { id: 'lapsed-claims', workflowType: 'lapsedClaims', hour: 0, minute: 20, catchupWindow: '1 day' },
  { id: 'content-sweep', workflowType: 'contentSweep', hour: 3, minute: 10, catchupWindow: '1 day' },
  { id: 'reminders', workflowType: 'reminders', hour: 9, minute: 0, catchupWindow: '12 hours' },
  { id: 'digests', workflowType: 'digests', hour: '*', minute: 0, catchupWindow: '1 hour' },
] as const;

/** What runs whether or not anybody asks: the sending of messages, the telling of webhooks and the daily chores. Starting twice starts once. */
export async function startStandingWork(client: Client, taskQueue: string): Promise<void> {
  await client.workflow.start('messages', {
    workflowId: `messages:${taskQueue}`,
    taskQueue,
    args: [{ mailQueue: mailQueue(taskQueue) }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  await client.workflow.start('webhooks', {
    workflowId: `webhooks:${taskQueue}`,
    taskQueue,
    args: [{ webhookQueue: webhookQueue(taskQueue) }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  for (const daily of DAILY) await schedule(client, taskQueue, daily);
}

async function schedule(
  client: Client,
  taskQueue: string,
  { id, workflowType, hour, minute, catchupWindow }: (typeof DAILY)[number],
): Promise<void> {
  const name = `${id}:${taskQueue}`;
  try {
    await client.schedule.create({
      scheduleId: name,
      spec: { calendars: [{ hour, minute }], timezone: 'Asia/Shanghai' },
      action: { type: 'startWorkflow', workflowType, workflowId: name, taskQueue, args: [] },
      policies: { overlap: 'SKIP', catchupWindow },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
