import { withLock } from '../../scripts/parts/machine/lock.ts';
import { findParts } from './parts/start-parts.ts';
import { lockFile } from './parts/test-directory.ts';
import { arePartsKept, leaveUsers } from './parts/users.ts';

/** Stops the test parts, unless another run still uses them or somebody asked to keep them (`KEEP_TEST_PARTS=1`). */
export default async function globalTeardown(): Promise<void> {
  await withLock(lockFile, async () => {
    const othersUseThem = leaveUsers();
    if (othersUseThem || arePartsKept()) return;
    const { temporal, postgres } = await findParts();
    await temporal?.stop();
    await postgres?.stop();
  });
}
