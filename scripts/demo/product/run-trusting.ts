import { spawn } from 'node:child_process';
import { once } from 'node:events';

const variable = 'NODE_EXTRA_CA_CERTS';

/** Whether this process was started to trust that authority; a variable set for another one does not help. */
export function trusts(authorityFile: string): boolean {
  return process.env[variable] === authorityFile;
}

/** Node reads whom it trusts only when it starts, so the whole program runs once more; gives its exit code. */
export async function runTrusting(authorityFile: string): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, [variable]: authorityFile },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
