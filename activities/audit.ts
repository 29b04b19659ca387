import { lastSettledDay, writeAnchor } from '../src/audit/anchor.ts';
import type { Config } from '../src/config.ts';
import type { Database } from '../src/persistence/database.ts';

export function createAuditActivities({ db, config }: { db: Database; config: Pick<Config, 'dataDir'> }) {
  return {
    /** Anchors up to the last day that is over; a day left out while nothing ran is covered by the next one. Gives that day. */
    async writeAuditAnchor(): Promise<{ day: string }> {
      const day = await lastSettledDay(db.sql);
      await writeAnchor(db, config.dataDir, day);
      return { day };
    },
  };
}

export type AuditActivities = ReturnType<typeof createAuditActivities>;
