import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { waitUntil } from '../../scripts/parts/machine/wait.ts';
import type { Config } from '../../src/config.ts';
import { mailQueue } from '../../src/temporal/queues.ts';
import { startWorker, type RunningWorker } from '../../src/worker.ts';
import { catchMail, mailsOf, tellOfTask, type CaughtMail } from '../messages/ledger.ts';
import { testConfig } from '../support/api.ts';
import { openTestDatabase, setting, type TestDatabase } from '../support/database.ts';

const REVIEWER = 'channel-reviewer.county-0101';

let db: TestDatabase;
let mail: CaughtMail;
let connection: Connection;
let client: Client;
let directory: string;
let config: Config;

beforeAll(async () => {
  db = await openTestDatabase();
  mail = await catchMail({});
  connection = await Connection.connect({ address: setting('TEST_TEMPORAL_ADDRESS') });
  client = new Client({ connection, namespace: setting('TEST_TEMPORAL_NAMESPACE') });
  directory = await mkdtemp(path.join(os.tmpdir(), 'qudao-test-'));
  config = testConfig({
    DATABASE_URL: db.url,
    DATA_DIR: directory,
    PUBLIC_URL: 'http://127.0.0.1:1',
    SMTP_URL: mail.catcher.smtpUrl,
  });
});
afterAll(async () => {
  await connection.close();
  await mail.close();
  await db.close();
  await rm(directory, { recursive: true, force: true });
});

async function arrives(): Promise<boolean> {
  const ref = await tellOfTask(db, { logins: [REVIEWER] });
  return waitUntil(async () => (await mailsOf(db, ref)).every(({ state }) => state === 'SENT'), { timeout: 45_000 });
}

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('the standing workflow of the messages on a worker %s', (_title, maxCachedWorkflows) => {
  const start = (): Promise<RunningWorker> =>
    startWorker(config, {
      ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
      workflowBundle: { codePath: setting('TEST_WORKFLOW_BUNDLE') },
    });

  it('goes on with the next worker, in a new history once its rounds are over', async () => {
    const { taskQueue } = config.temporal;
    const workflowId = `messages:${taskQueue}`;
    const args = [{ mailQueue: mailQueue(taskQueue), rounds: 1 }];
    const first = await client.workflow.start('messages', { workflowId, taskQueue, args });
    const caught = () => mail.catcher.messages.list({ to: `${REVIEWER}@example.com` });
    const before = caught().length;
    let worker = await start();
    try {
      expect(await arrives()).toBe(true);
      await worker.close();
      worker = await start();
      expect(await arrives()).toBe(true);
      expect(caught()).toHaveLength(before + 2);
      const { runId, status } = await client.workflow.getHandle(workflowId).describe();
      expect({ runId, status: status.name }).toEqual({ runId: expect.any(String), status: 'RUNNING' });
      expect(runId).not.toBe(first.firstExecutionRunId);
    } finally {
      await worker.close();
      await client.workflow.getHandle(workflowId).terminate();
    }
  });
});
