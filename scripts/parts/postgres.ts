import fs from 'node:fs';
import path from 'node:path';
import { assertDiskSpace, saysDiskFull } from './machine/disk.ts';
import { launch, watchExit, type LaunchedProcess, type SystemUser } from './machine/launch.ts';
import { logSize, readLogFrom, rotateLog } from './machine/log-file.ts';
import { assertPortFree, loopback } from './machine/ports.ts';
import { isAlive, processIdentity, stopProcess } from './machine/processes.ts';
import type { RunningPart } from './machine/running-part.ts';
import { StartError } from './machine/start-error.ts';
import { waitUntil } from './machine/wait.ts';
import { findRunningServer, findServerProcess } from './postgres/adopt.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres/binaries.ts';
import { withConnection } from './postgres/connect.ts';
import { hasCluster, initialiseCluster } from './postgres/initialise.ts';
import { assertUserEnters, findServerUser } from './postgres/server-user.ts';

export interface PostgresOptions {
  /** The cluster's data directory; made when missing. */
  directory: string;
  port: number;
  /** Environment variable that moves the port, for the sentence about a taken one. */
  portVariable: string;
  /** Of the superuser `postgres`. */
  password: string;
  logFile: string;
  /** Server settings beside ours, such as `fsync: 'off'` in tests. */
  settings?: Readonly<Record<string, string>>;
}

export interface RunningPostgres extends RunningPart {
  /** Of an adopted server this may be another port than the one asked for. */
  port: number;
}

/**
 * The embedded PostgreSQL on that data directory: adopted when it already runs, else started, after making the directory
 * if need be. Throws a `StartError` for a taken port, a full disk, another major version, or an unreachable directory.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const running = await findPostgres(options.directory, options.password);
  if (running) return running;
  await assertPortFree(options.port, 'PostgreSQL', options.portVariable);
  fs.mkdirSync(path.dirname(options.directory), { recursive: true });
  assertDiskSpace(options.directory, 200, 'PostgreSQL');
  const binaries = findPostgresBinaries();
  const user = findServerUser();
  if (!hasCluster(options.directory)) await initialiseCluster({ ...options, binaries, user });
  assertUserEnters(user, options.directory);
  assertUserEnters(user, path.dirname(binaries.postgres));
  return startServer(options, binaries, user);
}

/** The server that already runs on that data directory, if one does. */
export async function findPostgres(directory: string, password: string): Promise<RunningPostgres | undefined> {
  if (!hasCluster(directory)) return undefined;
  const found = await findRunningServer(directory, password);
  return found && runningPostgres(found.pid, processIdentity(found.pid), found.port);
}

/** Stops whatever server runs on that data directory; its password is not needed for that. */
export async function stopPostgresOf(directory: string): Promise<void> {
  const found = findServerProcess(directory);
  if (found) await stopServer(found.pid, processIdentity(found.pid));
}

const ownSettings = {
  listen_addresses: loopback,
  unix_socket_directories: '',
  // Temporal's four services and the product's pools together pass the usual 100 under load.
  max_connections: '400',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // The queries are short: compiling one costs more than running it.
  jit: 'off',
};

async function startServer(
  options: PostgresOptions,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<RunningPostgres> {
  rotateLog(options.logFile);
  const logStart = logSize(options.logFile);
  const settings = Object.entries({ ...ownSettings, ...options.settings });
  const server = await launch({
    command: binaries.postgres,
    args: [
      '-D',
      options.directory,
      '-p',
      String(options.port),
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    logFile: options.logFile,
    cwd: options.directory,
    user,
  });
  await waitForAnswer(options, server, () => readLogFrom(options.logFile, logStart));
  return runningPostgres(server.pid, server.identity, options.port, server.exited);
}

/** Recovery after a crash may take its time: only a server that has ended has failed. */
async function waitForAnswer(options: PostgresOptions, server: LaunchedProcess, ownLog: () => string): Promise<void> {
  const address = { port: options.port, user: 'postgres', password: options.password, database: 'postgres' };
  const hasEnded = (): boolean => server.howEnded() !== undefined;
  const answers = (): Promise<boolean> => withConnection(address, () => Promise.resolve(true)).catch(() => false);
  await waitUntil(async () => hasEnded() || (await answers()), { timeout: 300_000 });
  if (!hasEnded() && isAlive(server.pid, server.identity)) return;
  throw startFailure(options, ownLog());
}

function startFailure(options: PostgresOptions, log: string): StartError {
  if (saysDiskFull(log)) return new StartError(`The disk of ${options.directory} is full: PostgreSQL could not start.`);
  const fatal = log.split('\n').findLast((line) => /FATAL|PANIC/.test(line)) ?? log.trim().split('\n').at(-1) ?? '';
  return new StartError(
    `PostgreSQL did not start: ${fatal.replace(/^.*(FATAL|PANIC):\s*/, '')} (more in ${options.logFile}).`,
  );
}

function runningPostgres(
  pid: number,
  identity: string | undefined,
  port: number,
  exited?: Promise<string>,
): RunningPostgres {
  return {
    pid,
    port,
    isAdopted: exited === undefined,
    untilExit: () => exited ?? watchExit(pid, identity),
    stop: () => stopServer(pid, identity),
  };
}

/** SIGINT rolls open transactions back and writes a checkpoint; SIGQUIT leaves that to the recovery of the next start. */
function stopServer(pid: number, identity: string | undefined): Promise<void> {
  return stopProcess(pid, identity, { signal: 'SIGINT', patience: 60_000, then: 'SIGQUIT' });
}
