import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import {
  createBatchQueue,
  createCaseQueue,
  createDocumentQueue,
  createMailQueue,
  createWebhookQueue,
} from '../activities/index.ts';
import { readConfig, type Config } from './config.ts';
import { fileSystemStore } from './files/file-store.ts';
import { createLogger } from './observability/logger.ts';
import { openDatabase } from './persistence/database.ts';
import { batchQueue, documentQueue, mailQueue, webhookQueue } from './temporal/queues.ts';
import { startRelay } from './temporal/relay.ts';
import { installRuntime } from './temporal/runtime.ts';
import { startStandingWork } from './temporal/standing-work.ts';

export interface RunningWorker {
  /** Rejects when a worker ends by itself. */
  readonly running: Promise<void>;
  close(): Promise<void>;
}

export interface WorkerTuning {
  /** A bundle made beforehand; without it the workflows are bundled at the start. */
  readonly workflowBundle?: { readonly codePath: string };
  /** 0 replays every Workflow Task from the beginning. */
  readonly maxCachedWorkflows?: number;
}

/** The role `worker`: workflows, their steps, documents, mail, webhooks, and the relay that tells workflows what people did. */
export async function startWorker(config: Config, tuning: WorkerTuning = {}): Promise<RunningWorker> {
  installRuntime(config.logLevel);
  const log = createLogger(config.logLevel);
  await mkdir(path.join(config.dataDir, 'files'), { recursive: true });
  const db = openDatabase(config.databaseUrl, config.databasePool);
  const files = fileSystemStore(path.join(config.dataDir, 'files'));
  const connection = await NativeConnection.connect({ address: config.temporal.address });
  const { taskQueue, namespace } = config.temporal;
  const parts = { db, files, config, log };
  const common = { connection, namespace, shutdownGraceTime: '10 seconds' } as const;
  const workflowSource =
    tuning.workflowBundle === undefined
      ? { workflowsPath: path.join(import.meta.dirname, `../workflows/index${path.extname(import.meta.filename)}`) }
      : { workflowBundle: tuning.workflowBundle };
  const workers = await createWorkers([
    {
      ...common,
      ...workflowSource,
      taskQueue,
      activities: createCaseQueue(parts),
      // Local activities and the relay share the pool with these slots (architecture §2).
      maxConcurrentActivityTaskExecutions: 8,
      maxConcurrentLocalActivityExecutions: Math.max(2, config.databasePool - 4),
      stickyQueueScheduleToStartTimeout: '3 seconds',
      ...(tuning.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: tuning.maxCachedWorkflows }),
    },
    {
      ...common,
      taskQueue: documentQueue(taskQueue),
      activities: createDocumentQueue(parts),
      maxConcurrentActivityTaskExecutions: 2,
    },
    {
      ...common,
      taskQueue: batchQueue(taskQueue),
      // Told to stop, a batch ends between two items.
      shutdownGraceTime: 0,
      activities: createBatchQueue(parts),
      maxConcurrentActivityTaskExecutions: 2,
    },
    {
      ...common,
      taskQueue: mailQueue(taskQueue),
      // The sender runs for minutes; told to stop, it ends between two mails.
      shutdownGraceTime: 0,
      activities: createMailQueue(parts),
      maxConcurrentActivityTaskExecutions: 4,
    },
    {
      ...common,
      taskQueue: webhookQueue(taskQueue),
      // As the sender of mail.
      shutdownGraceTime: 0,
      activities: createWebhookQueue(parts),
      maxConcurrentActivityTaskExecutions: 2,
    },
  ]);
  const running = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  const client = new Client({ connection, namespace });
  const relay = startRelay({ db, client, taskQueue, log });
  await startStandingWork(client, taskQueue);
  log.info({ taskQueue }, 'worker is running');
  return {
    running,
    async close() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
      await relay.stop();
      await connection.close();
      await db.close();
    },
  };
}

async function createWorkers(options: readonly WorkerOptions[]): Promise<Worker[]> {
  const workers: Worker[] = [];
  for (const option of options) workers.push(await Worker.create(option));
  return workers;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const config = readConfig(process.env);
  const worker = await startWorker(config);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void worker.close());
  await worker.running;
}
