import { runBatch } from '../src/batches/run-batch.ts';
import type { FileStore } from '../src/files/file-store.ts';
import type { Database } from '../src/persistence/database.ts';
import { batchSteps } from '../src/processes/batch-steps.ts';
import { untilStopped } from './until-stopped.ts';

interface Parts {
  readonly db: Database;
  readonly files: FileStore;
}

export function createBatchActivities({ db, files }: Parts) {
  return {
    /** Goes on with a batch until it is over, its time is, or its worker stops. */
    runBatch: ({ batchId }: { readonly batchId: string }): Promise<{ ended: boolean }> =>
      untilStopped(async (until) => ({ ended: await runBatch(db.pool, batchSteps({ files }), batchId, until) })),
  };
}

export type BatchActivities = ReturnType<typeof createBatchActivities>;
