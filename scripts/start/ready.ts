import fs from 'node:fs';
import https from 'node:https';
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

/** The same over TLS, with a certificate that the authority of that file has signed. */
export async function answersHttps(url: string, authorityFile: string): Promise<boolean> {
  const ca = fs.readFileSync(authorityFile);
  return new Promise((resolve) => {
    const request = https.get(url, { ca, signal: AbortSignal.timeout(5_000) }, (response) => {
      response.resume();
      resolve(true);
    });
    request.once('error', () => {
      resolve(false);
    });
  });
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
