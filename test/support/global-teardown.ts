import { withLock } from '../../scripts/parts/machine/lock.ts';
import { stopUnusedParts } from './parts/stop-parts.ts';
import { lockFile } from './parts/test-directory.ts';

/** Stops the test parts, unless another run still uses them or `KEEP_TEST_PARTS=1` asked to keep them. */
export default async function globalTeardown(): Promise<void> {
  await withLock(lockFile, stopUnusedParts);
}
