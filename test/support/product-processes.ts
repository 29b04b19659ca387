import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../src/config.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** A role of the product as a process of its own, to be killed at any instant. */
export interface ProductProcess {
  readonly pid: number;
  /** SIGKILL, and gone when the promise resolves. */
  kill(): Promise<void>;
  /** SIGTERM, as an orderly stop does. */
  stop(): Promise<void>;
  /** Resolves when it is gone, for whatever reason. */
  untilExit(): Promise<void>;
}

/** Starts `src/server.ts` and waits until it answers. */
export async function startApiProcess(config: Config, logFile: string): Promise<ProductProcess> {
  const child = start('src/server.ts', config, logFile);
  await until('the API', child, () =>
    fetch(`${config.publicUrl}/live`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return processOf(child);
}

/** Starts `src/worker.ts`; it takes work as soon as its bundle is made, the caller waits for what it wants to see. */
export function startWorkerProcess(config: Config, logFile: string): ProductProcess {
  return processOf(start('src/worker.ts', config, logFile));
}

/** A worker that is back sooner: with the workflows the tests have bundled already. */
export function startBundledWorkerProcess(config: Config, logFile: string): ProductProcess {
  return processOf(start('test/support/bundled-worker.ts', config, logFile));
}

function start(script: string, config: Config, logFile: string): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--import', path.join(ROOT, 'test/support/register-typescript.mjs'), path.join(ROOT, script)],
    { cwd: ROOT, env: { ...process.env, ...environmentOf(config) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return child;
}

function processOf(child: ChildProcess): ProductProcess {
  const gone = once(child, 'exit').then(() => undefined);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await gone;
  };
  return { pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM'), untilExit: () => gone };
}

function environmentOf(config: Config): Record<string, string> {
  return {
    NODE_OPTIONS: '',
    QUDAO_MODE: config.mode,
    DATABASE_URL: config.databaseUrl,
    DATABASE_POOL: String(config.databasePool),
    TEMPORAL_ADDRESS: config.temporal.address,
    TEMPORAL_NAMESPACE: config.temporal.namespace,
    TASK_QUEUE: config.temporal.taskQueue,
    SMTP_URL: config.smtpUrl,
    MAIL_FROM: config.mailFrom,
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    SESSION_SECRET: config.sessionSecret,
    PERSON_HASH_KEY: config.personHashKey,
    LOG_LEVEL: 'warn',
    TZ: 'UTC',
  };
}

/** Polls until it is so; fails with what was awaited when the process ends or two minutes pass. */
async function until(what: string, child: ChildProcess, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await isSo()) return;
    if (child.exitCode !== null) throw new Error(`${what} ended with code ${child.exitCode}`);
    if (child.signalCode !== null) throw new Error(`${what} was ended by ${child.signalCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not answer for two minutes`);
}
