import type { Act } from '../acts/act.ts';
import type { BatchKind } from './batch.ts';
import { countItems } from './count-items.ts';

interface EndedBatch {
  readonly id: string;
  readonly kind: BatchKind;
  readonly orderedBy: string;
}

/** Whoever ordered it hears that a batch is over, and what became of its items. */
export async function tellEnd(act: Act, { id, kind, orderedBy }: EndedBatch): Promise<void> {
  const { DONE = 0, REFUSED = 0, FAILED = 0, CANCELED = 0 } = await countItems(act.tx, id);
  act.tell({
    process: 'BATCHES',
    event: 'BATCH_ENDED',
    group: 'SELF',
    accountIds: [orderedBy],
    ref: `batch:${id}`,
    params: {
      batchId: id,
      batchKind: kind,
      total: DONE + REFUSED + FAILED + CANCELED,
      succeeded: DONE,
      refused: REFUSED,
      failed: FAILED,
      canceled: CANCELED,
    },
  });
}
