import fs from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { launch, watchExit } from './machine/launch.ts';
import { logSize, readLogFrom, rotateLog } from './machine/log-file.ts';
import { assertPortFree, loopback } from './machine/ports.ts';
import { stopProcess } from './machine/processes.ts';
import { readLivingProcess, removeRunFile, writeRunFile, type RunRecord } from './machine/run-file.ts';
import type { RunningPart } from './machine/running-part.ts';
import { StartError } from './machine/start-error.ts';
import { waitUntil } from './machine/wait.ts';
import type { DatabaseAddress } from './postgres/connect.ts';
import type { TemporalBinaries } from './temporal/binaries.ts';
import { portEnvironment } from './temporal/ports.ts';
import { prepareTemporalDatabases, temporalRole } from './temporal/schema.ts';

export interface TemporalServerOptions {
  /** Holds the dynamic configuration and the note about the running process. */
  directory: string;
  /** The first of nine consecutive ports; clients use it. */
  port: number;
  /** Environment variable that moves the ports, for the sentence about a taken one. */
  portVariable: string;
  binaries: TemporalBinaries;
  /** Superuser of the PostgreSQL that keeps the server's two databases. */
  admin: DatabaseAddress;
  /** Password of the server's own database role. */
  password: string;
  logFile: string;
}

export interface RunningTemporal extends RunningPart {
  /** `host:port` for clients. */
  address: string;
  settings: RunRecord['settings'];
}

/**
 * The Temporal server of that directory: adopted when it already runs with the same settings and answers, else started,
 * with its databases made or upgraded before. Throws a `StartError` for a taken port or a server that ends at once.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<RunningTemporal> {
  fs.mkdirSync(options.directory, { recursive: true });
  const adopted = await adoptServer(options);
  if (adopted) return adopted;
  for (const port of Object.values(portEnvironment(options.port))) {
    await assertPortFree(Number(port), 'the Temporal server', options.portVariable);
  }
  await prepareTemporalDatabases({
    admin: options.admin,
    password: options.password,
    sqlTool: options.binaries.sqlTool,
  });
  return startServer(options);
}

/** The living server of that directory, if there is one; it may not answer yet. */
export function findTemporalServer(directory: string): RunningTemporal | undefined {
  const record = readLivingProcess(runFile(directory));
  return record && runningTemporal(directory, record);
}

/** True when a Temporal front end answers at that address within some seconds. */
export async function answersAt(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}

async function adoptServer(options: TemporalServerOptions): Promise<RunningTemporal | undefined> {
  const running = findTemporalServer(options.directory);
  if (running === undefined) return undefined;
  const isSame = JSON.stringify(running.settings) === JSON.stringify(settingsOf(options));
  if (isSame && (await waitUntil(() => answersAt(running.address), { timeout: 15_000 }))) return running;
  await running.stop();
  return undefined;
}

async function startServer(options: TemporalServerOptions): Promise<RunningTemporal> {
  rotateLog(options.logFile);
  const logStart = logSize(options.logFile);
  const server = await launch({
    command: options.binaries.server,
    args: ['--allow-no-auth', 'start'],
    env: { ...process.env, ...serverEnvironment(options) },
    logFile: options.logFile,
    cwd: options.directory,
  });
  const record = { pid: server.pid, identity: server.identity ?? '', settings: settingsOf(options) };
  writeRunFile(runFile(options.directory), record);
  const isUp = await waitUntil(
    async () => server.howEnded() !== undefined || (await answersAt(`${loopback}:${options.port}`)),
    {
      timeout: 120_000,
    },
  );
  const end = server.howEnded();
  if (isUp && end === undefined) return runningTemporal(options.directory, record, server.exited);
  await stopServer(options.directory, record);
  const lastLine = readLogFrom(options.logFile, logStart).trim().split('\n').at(-1) ?? '';
  throw new StartError(
    `The Temporal server did not start (${end ?? 'no answer for two minutes'}): ${lastLine} (more in ${options.logFile}).`,
  );
}

function serverEnvironment(options: TemporalServerOptions): Record<string, string> {
  const address = `${loopback}:${options.port}`;
  const ports = portEnvironment(options.port);
  return {
    ...ports,
    DB: 'postgres12_pgx',
    DBNAME: 'temporal',
    VISIBILITY_DBNAME: 'temporal_visibility',
    POSTGRES_SEEDS: loopback,
    DB_PORT: String(options.admin.port),
    POSTGRES_USER: temporalRole,
    POSTGRES_PWD: options.password,
    // Each of the four services opens its own pool; together they must leave room for the product's.
    SQL_MAX_CONNS: '15',
    SQL_VIS_MAX_CONNS: '5',
    // Never to be changed for an existing database: a case is found by its shard.
    NUM_HISTORY_SHARDS: '4',
    BIND_ON_IP: loopback,
    TEMPORAL_BROADCAST_ADDRESS: loopback,
    PUBLIC_FRONTEND_ADDRESS: address,
    CLUSTER_RPC_ADDRESS: address,
    CLUSTER_HTTP_ADDRESS: `${loopback}:${ports['FRONTEND_HTTP_PORT'] ?? ''}`,
    DYNAMIC_CONFIG_FILE_PATH: writeDynamicConfig(options),
    LOG_LEVEL: 'warn',
    GOGC: '400',
  };
}

/** The SQL columns for ids hold 255 characters; without the limit a longer id fails inside the server. */
function writeDynamicConfig(options: TemporalServerOptions): string {
  const file = path.join(options.directory, 'dynamic-config.yaml');
  fs.writeFileSync(file, 'limit.maxIDLength:\n  - value: 255\n');
  return file;
}

function settingsOf(options: TemporalServerOptions): RunRecord['settings'] {
  return { port: String(options.port), databasePort: String(options.admin.port), binary: options.binaries.server };
}

function runFile(directory: string): string {
  return path.join(directory, 'server.json');
}

function runningTemporal(directory: string, record: RunRecord, exited?: Promise<string>): RunningTemporal {
  const { pid, identity, settings } = record;
  return {
    pid,
    settings,
    address: `${loopback}:${settings['port'] ?? ''}`,
    isAdopted: exited === undefined,
    untilExit: () => exited ?? watchExit(pid, identity),
    stop: () => stopServer(directory, record),
  };
}

async function stopServer(directory: string, record: RunRecord): Promise<void> {
  await stopProcess(record.pid, record.identity, { signal: 'SIGTERM', patience: 20_000, then: 'SIGKILL' });
  removeRunFile(runFile(directory));
}
