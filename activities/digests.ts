import type { Database } from '../src/persistence/database.ts';
import { writeDigests } from '../src/personal/digest/write-digests.ts';
import { untilStopped } from './until-stopped.ts';

export function createDigestActivities({ db }: { readonly db: Database }) {
  return {
    /** Goes on writing the digests that are due until all are, its time is over, or its worker stops. */
    writeDigests: (): Promise<{ written: number; ended: boolean }> => untilStopped((until) => writeDigests(db, until)),
  };
}

export type DigestActivities = ReturnType<typeof createDigestActivities>;
