import type { Database } from '../src/persistence/database.ts';
import { announce } from '../src/publications/announce.ts';
import { untilStopped } from './until-stopped.ts';

export function createAnnouncementActivities({ db }: { readonly db: Database }) {
  return {
    /** Tells everybody of the audience of what a case has published, until all are, its time is over, or its worker stops. */
    announce: ({ caseId }: { readonly caseId: string }): Promise<{ ended: boolean }> =>
      untilStopped((until) => announce(db.pool, caseId, until)),
  };
}

export type AnnouncementActivities = ReturnType<typeof createAnnouncementActivities>;
