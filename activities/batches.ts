import { Context } from '@temporalio/activity';
import { runBatch } from '../src/batches/run-batch.ts';
import type { FileStore } from '../src/files/file-store.ts';
import type { Database } from '../src/persistence/database.ts';
import { batchSteps } from '../src/processes/batch-steps.ts';

interface Parts {
  readonly db: Database;
  readonly files: FileStore;
}

/** After so many milliseconds an attempt ends by itself, so that a newer worker gets its turn. */
const LENGTH_OF_A_RUN = 5 * 60_000;
const HEARTBEAT_EVERY = 5_000;

export function createBatchActivities({ db, files }: Parts) {
  return {
    /** Goes on with a batch until it is over, its time is, or its worker stops. */
    async runBatch({ batchId }: { readonly batchId: string }): Promise<{ ended: boolean }> {
      const context = Context.current();
      const until = AbortSignal.any([context.cancellationSignal, AbortSignal.timeout(LENGTH_OF_A_RUN)]);
      const beating = setInterval(() => {
        context.heartbeat();
      }, HEARTBEAT_EVERY);
      try {
        return { ended: await runBatch(db.pool, batchSteps({ files }), batchId, until) };
      } finally {
        clearInterval(beating);
      }
    },
  };
}

export type BatchActivities = ReturnType<typeof createBatchActivities>;
