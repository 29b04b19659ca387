import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, processIdentity } from './processes.ts';
import { waitUntil } from './wait.ts';

export interface LaunchOptions {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Output is appended here. */
  logFile: string;
  cwd?: string;
  user?: SystemUser | undefined;
}

export interface SystemUser {
  uid: number;
  gid: number;
}

export interface LaunchedProcess {
  pid: number;
  identity: string | undefined;
  /** Settles when the process has ended, with words for it (`code 1`, `SIGKILL`). */
  exited: Promise<string>;
  /** The same words once it has ended. */
  howEnded: () => string | undefined;
}

/**
 * Starts a process in a session of its own that writes to a file: Ctrl-C at the terminal does not reach it (the launcher
 * stops its parts in order), and it survives a killed parent, to be adopted by the next start.
 */
export async function launch(options: LaunchOptions): Promise<LaunchedProcess> {
  fs.mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = fs.openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    detached: true,
    env: options.env,
    stdio: ['ignore', log, log],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.user ?? {}),
  });
  fs.closeSync(log);
  child.unref();
  let end: string | undefined;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      end = signal ?? `code ${code ?? 'unknown'}`;
      resolve(end);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.command} did not start`);
  return { pid, identity: processIdentity(pid), exited, howEnded: () => end };
}

/** The end of a process somebody else started: nobody is told about that, so one has to look. */
export async function watchExit(pid: number, identity: string | undefined): Promise<string> {
  await waitUntil(() => !isAlive(pid, identity), { timeout: Number.POSITIVE_INFINITY, every: 500 });
  return 'it ended';
}
