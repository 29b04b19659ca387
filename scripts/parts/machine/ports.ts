import net from 'node:net';
import { StartError } from './start-error.ts';

export const loopback = '127.0.0.1';

/** True when nothing listens on that loopback port now. */
export async function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, loopback, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

/** Throws the sentence that names the port, what wanted it, and the variable that moves it. */
export async function assertPortFree(port: number, part: string, variable: string): Promise<void> {
  if (await isPortFree(port)) return;
  throw new StartError(
    `Port ${port} for ${part} is taken by another program: end that program, or choose another port with ${variable}.`,
  );
}

/** The first of `count` consecutive free ports, looked for upwards from `from`. */
export async function findFreePorts(from: number, count: number): Promise<number> {
  for (let first = from; first + count < 65_536; first += count) {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isPortFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new StartError(`There are no ${count} consecutive free ports above ${from}.`);
}
