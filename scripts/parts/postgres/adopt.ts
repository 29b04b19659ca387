import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { loopback } from '../machine/ports.ts';
import { commandLine, isAlive } from '../machine/processes.ts';
import { StartError } from '../machine/start-error.ts';
import { waitUntil } from '../machine/wait.ts';

export interface FoundServer {
  pid: number;
  port: number;
}

/**
 * The server that already runs on this data directory, if one does. After a crash or a reboot the pid file may name a
 * stranger's process: only a server that answers with this very data directory is taken over; a file that names
 * anything else is removed, because PostgreSQL itself would refuse to start over it.
 */
export async function findRunningServer(directory: string, password: string): Promise<FoundServer | undefined> {
  const file = path.join(directory, 'postmaster.pid');
  const noted = readPidFile(file);
  if (noted === undefined) return undefined;
  const isOurs = (): boolean => findServerProcess(directory) !== undefined;
  const answers = (): Promise<boolean> => servesDirectory(noted.port, directory, password);
  if (await answers()) return noted;
  // It may still be starting, recovering or stopping.
  if (isOurs()) await waitUntil(async () => !isOurs() || (await answers()), { timeout: 60_000, every: 200 });
  if (await answers()) return noted;
  if (isOurs())
    throw new StartError(
      `PostgreSQL (process ${noted.pid}) of ${directory} runs but does not answer: end that process.`,
    );
  fs.rmSync(file, { force: true });
  return undefined;
}

/** The living process of the pid file, if its command line names this data directory. */
export function findServerProcess(directory: string): FoundServer | undefined {
  const noted = readPidFile(path.join(directory, 'postmaster.pid'));
  return noted && isAlive(noted.pid) && commandLine(noted.pid).includes(directory) ? noted : undefined;
}

/** True when a server on that port lets us in and works on that data directory. */
async function servesDirectory(port: number, directory: string, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: loopback,
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const [row] = rows;
    return row !== undefined && fs.realpathSync(row.data_directory) === fs.realpathSync(directory);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Line 1 of the file is the process, line 4 the port. */
function readPidFile(file: string): FoundServer | undefined {
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}
