import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { callers, freePort, testConfig, type TestApi } from '../support/api.ts';
import { openTestDatabase, setting, type TestDatabase } from '../support/database.ts';
import { LoopbackProxy } from '../support/loopback-proxy.ts';
import { startApiProcess, startWorkerProcess, type ProductProcess } from '../support/product-processes.ts';

/** API and worker as processes of their own, each behind its own proxy to the engine, over one database. */
export interface RunningLine extends TestApi {
  readonly db: TestDatabase;
  readonly apiProxy: LoopbackProxy;
  readonly workerProxy: LoopbackProxy;
  api: ProductProcess;
  worker: ProductProcess;
  startApi(): Promise<void>;
  /** `direct` leaves the proxy out, for the worker that comes after a killed one. */
  startWorker(options?: { direct?: boolean }): void;
}

export interface LineOptions {
  readonly smtpUrl?: string;
  readonly withoutWorker?: boolean;
}

export async function startLine({ smtpUrl, withoutWorker = false }: LineOptions = {}): Promise<RunningLine> {
  const db = await openTestDatabase();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'qudao-fault-'));
  const apiProxy = new LoopbackProxy(setting('TEST_TEMPORAL_ADDRESS'));
  const workerProxy = new LoopbackProxy(setting('TEST_TEMPORAL_ADDRESS'));
  const port = await freePort();
  const common = {
    DATABASE_URL: db.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TASK_QUEUE: `fault-${randomUUID()}`,
    ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl }),
  };
  const config = testConfig({ ...common, TEMPORAL_ADDRESS: await apiProxy.listen() });
  const workerConfig = testConfig({ ...common, TEMPORAL_ADDRESS: await workerProxy.listen() });
  const directConfig = testConfig(common);
  const log = path.join(dataDir, 'processes.log');
  const line: RunningLine = {
    ...callers(config),
    db,
    apiProxy,
    workerProxy,
    api: await startApiProcess(config, log),
    worker: withoutWorker ? NOBODY : startWorkerProcess(workerConfig, log),
    async startApi() {
      line.api = await startApiProcess(config, log);
    },
    startWorker({ direct = false } = {}) {
      line.worker = startWorkerProcess(direct ? directConfig : workerConfig, log);
    },
    async close() {
      await Promise.all([line.api.kill(), line.worker.kill()]);
      await Promise.all([apiProxy.close(), workerProxy.close()]);
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return line;
}

const NOBODY: ProductProcess = {
  pid: 0,
  kill: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  untilExit: () => Promise.resolve(),
};
