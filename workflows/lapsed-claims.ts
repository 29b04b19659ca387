import { chores } from './activity-proxies.ts';

/** Started every day by a Schedule, after midnight in China, when roles run out: tasks that their holders may hold no longer. */
export async function lapsedClaims(): Promise<{ released: number }> {
  return chores.releaseLapsedClaims();
}
