import type { Route } from '../../route.ts';
import { cancelBatchRoute } from './cancel-batch.ts';
import { listBatchesRoute } from './list-batches.ts';
import { listBatchItems } from './list-items.ts';
import { readBatchRoute } from './read-batch.ts';

/** Work ordered on many records at once. */
export const BATCH_ROUTES: readonly Route[] = [listBatchesRoute, readBatchRoute, listBatchItems, cancelBatchRoute];
