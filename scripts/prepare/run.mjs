import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/** A step that did not succeed; its output is on the screen already or in `output`. */
export class StepFailed extends Error {
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}

/** Runs Node on a script of the project quietly; its output is shown only when it fails. */
export function runNode(args, what, env = {}) {
  return run(process.execPath, args, what, { stdio: ['ignore', 'pipe', 'pipe'], env });
}

/** Runs a command in the project's folder; rejects with `StepFailed` for any end but success. */
export function run(command, args, what, { stdio, env = {}, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio, shell, env: { ...process.env, ...env } });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => reject(new StepFailed(`${what} failed: ${error.message}`, '')));
    child.once('close', (code) => {
      const text = Buffer.concat(output).toString();
      if (code === 0) resolve(text);
      else reject(new StepFailed(`${what} failed`, text));
    });
  });
}
