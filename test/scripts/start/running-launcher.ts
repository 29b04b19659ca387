import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { findScratchPorts } from '../scratch-directory.ts';
import { waitUntil } from '../../../scripts/parts/machine/wait.ts';
import { repositoryRoot } from '../../../scripts/parts/machine/repository.ts';

/** Ports of one data directory, so that a second launcher of it finds the first one's parts. */
export async function choosePorts(): Promise<Record<string, string>> {
  const first = await findScratchPorts(16);
  const names = ['PORT', 'QUDAO_POSTGRES_PORT', 'QUDAO_SMTP_PORT', 'QUDAO_MAIL_PORT', 'QUDAO_TEMPORAL_PORT'];
  return Object.fromEntries(names.map((name, index) => [name, String(first + index)]));
}

/** A launcher in a process of its own, with everything it said. */
export class RunningLauncher {
  readonly process: ChildProcess;
  output = '';

  constructor(environment: Record<string, string>, args: readonly string[] = []) {
    const register = path.join(repositoryRoot, 'test/support/register-typescript.mjs');
    this.process = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures/main.ts'), ...args], {
      env: { ...process.env, ...environment, NODE_OPTIONS: `--import ${register}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Waits until it has said that, and tells what it said instead when it does not. */
  async says(words: string): Promise<void> {
    const isSaid = (): boolean => this.output.includes(words);
    await waitUntil(() => isSaid() || this.hasEnded, { timeout: 100_000 });
    if (!isSaid()) throw new Error(`the launcher did not say "${words}" but: ${this.output}`);
  }

  /** Sends the signal and gives the exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.hasEnded) return this.process.exitCode;
    const closed = once(this.process, 'close');
    this.process.kill(signal);
    await closed;
    return this.process.exitCode;
  }
}
