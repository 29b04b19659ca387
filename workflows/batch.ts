import { continueAsNew } from '@temporalio/workflow';
import { batches } from './activity-proxies.ts';

export interface BatchInput {
  readonly batchId: string;
  /** Of running it, until the history begins anew; each leaves a handful of events. */
  readonly rounds?: number;
}

/** What was ordered on many records is done to its end; who did what with which result is in the rows. */
export async function batch({ batchId, rounds = 100 }: BatchInput): Promise<{ batchId: string }> {
  for (let round = 0; round < rounds; round += 1) {
    const { ended } = await batches().runBatch({ batchId });
    if (ended) return { batchId };
  }
  return continueAsNew<typeof batch>({ batchId, rounds });
}
