import type { Database } from '../src/persistence/database.ts';
import { replanDeadlines } from '../src/tasks/replanning/replan-deadlines.ts';
import { untilStopped } from './until-stopped.ts';

export function createReplanActivities({ db }: { readonly db: Database }) {
  return {
    /** Goes on planning deadlines again until all are, its time is over, or its worker stops. */
    replanDeadlines: ({ versionId }: { readonly versionId: string }): Promise<{ ended: boolean }> =>
      untilStopped(async (until) => ({ ended: await replanDeadlines(db.pool, versionId, until) })),
  };
}

export type ReplanActivities = ReturnType<typeof createReplanActivities>;
