import { ScheduleAlreadyRunning, type Client } from '@temporalio/client';
import { mailQueue } from './queues.ts';

/** What runs whether or not anybody asks: the sending of messages and the daily anchor of the audit. Starting twice starts once. */
export async function startStandingWork(client: Client, taskQueue: string): Promise<void> {
  await client.workflow.start('messages', {
    workflowId: `messages:${taskQueue}`,
    taskQueue,
    args: [{ mailQueue: mailQueue(taskQueue) }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  try {
    await client.schedule.create({
      scheduleId: `audit-anchor:${taskQueue}`,
      spec: { calendars: [{ hour: 0, minute: 10 }], timezone: 'Asia/Shanghai' },
      action: {
        type: 'startWorkflow',
        workflowType: 'auditAnchor',
        workflowId: `audit-anchor:${taskQueue}`,
        taskQueue,
        args: [],
      },
      policies: { overlap: 'SKIP', catchupWindow: '7 days' },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
