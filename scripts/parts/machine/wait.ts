import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds until waiting ends with `false`. */
  timeout: number;
  /** Milliseconds between two looks. */
  every?: number;
}

/** Looks again and again until `isTrue` answers true; false when the time is over. */
export async function waitUntil(isTrue: () => boolean | Promise<boolean>, options: WaitOptions): Promise<boolean> {
  const end = performance.now() + options.timeout;
  while (!(await isTrue())) {
    if (performance.now() >= end) return false;
    await sleep(options.every ?? 50);
  }
  return true;
}
