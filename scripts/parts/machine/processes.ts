import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { waitUntil } from './wait.ts';

/**
 * What tells a process from a later one that got the same number: boot and start time.
 * Undefined when no such process lives, and on systems that have neither /proc nor ps.
 */
export function processIdentity(pid: number): string | undefined {
  return process.platform === 'linux' ? linuxIdentity(pid) : psIdentity(pid);
}

/** The command line of a living process, arguments separated by blanks; empty when it is not to be had. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** True while the very process of that number and identity lives. */
export function isAlive(pid: number, identity = processIdentity(pid)): boolean {
  return identity !== undefined && processIdentity(pid) === identity;
}

export interface StopOptions {
  signal: NodeJS.Signals;
  /** Milliseconds until `then` is sent. */
  patience: number;
  then: NodeJS.Signals;
}

/** Ends one process and waits until it is gone; never touches another one that got its number meanwhile. */
export async function stopProcess(pid: number, identity: string | undefined, options: StopOptions): Promise<void> {
  const isGone = (): boolean => !isAlive(pid, identity);
  if (identity === undefined || isGone()) return;
  signalProcess(pid, options.signal);
  if (await waitUntil(isGone, { timeout: options.patience })) return;
  signalProcess(pid, options.then);
  if (!(await waitUntil(isGone, { timeout: 10_000 }))) throw new Error(`process ${pid} does not end`);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/** A zombie holds its number until its parent looks, but it runs no more: it counts as gone. */
function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold blanks; the state follows it and the start time is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

function psIdentity(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}
