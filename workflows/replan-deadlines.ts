import { continueAsNew } from '@temporalio/workflow';
import { replans } from './activity-proxies.ts';

export interface ReplanInput {
  /** The published calendar. */
  readonly versionId: string;
  /** Of going on with it, until the history begins anew; each leaves a handful of events. */
  readonly rounds?: number;
}

/** A calendar was published: the deadlines that rest on it are planned again, to the last; how far it is, is in the rows. */
export async function replanDeadlines({ versionId, rounds = 100 }: ReplanInput): Promise<{ versionId: string }> {
  for (let round = 0; round < rounds; round += 1) {
    const { ended } = await replans().replanDeadlines({ versionId });
    if (ended) return { versionId };
  }
  return continueAsNew<typeof replanDeadlines>({ versionId, rounds });
}
