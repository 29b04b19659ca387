import { chores } from './activity-proxies.ts';

/** Started every morning by a Schedule: proofs that end before long, and rules that somebody has not acknowledged. */
export async function reminders(): Promise<{ proofs: number; reminded: number }> {
  const { proofs } = await chores.remindOfProofs();
  const { reminded } = await chores.remindOfPublications();
  return { proofs, reminded };
}
