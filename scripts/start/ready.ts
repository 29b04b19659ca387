import { Connection } from '@temporalio/client';

/** True when a web server answers at that address, whatever it says. */
export async function answersHttp(url: string): Promise<boolean> {
  try {
    await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}

export interface TaskQueueOfWorker {
  address: string;
  namespace: string;
  taskQueue: string;
}

/** True when a worker of that process asks for workflow tasks; workers name themselves `<pid>@<host>`. */
export async function pollsTaskQueue(
  pid: number,
  { address, namespace, taskQueue }: TaskQueueOfWorker,
): Promise<boolean> {
  const connection = await Connection.connect({ address });
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
    });
    return pollers.some(({ identity }) => identity?.startsWith(`${pid}@`));
  } finally {
    await connection.close();
  }
}
