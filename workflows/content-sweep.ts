import { chores } from './activity-proxies.ts';

/** Started every night by a Schedule: uploaded bytes that nothing came to refer to. */
export async function contentSweep(): Promise<{ removed: number }> {
  return chores.sweepContent();
}
