import type { Config } from '../src/config.ts';
import { forgetUnused } from '../src/conversation/attachments/forget-unused.ts';
import { forgetLinks } from '../src/decision-links/forget-links.ts';
import { sweepContent } from '../src/files/content.ts';
import type { FileStore } from '../src/files/file-store.ts';
import type { Database } from '../src/persistence/database.ts';
import { forgetDrafts } from '../src/tasks/opinions/forget-drafts.ts';
import { forgetDeliveries } from '../src/webhooks/forget-deliveries.ts';
import { remindOfProofs } from '../src/admission/remind-of-proofs.ts';
import { remindOfPublications } from '../src/publications/remind.ts';
import { releaseLapsedClaims } from '../src/tasks/claiming/release-lapsed-claims.ts';

interface Parts {
  readonly db: Database;
  readonly files: FileStore;
  readonly config: Pick<Config, 'fileGraceHours'>;
}

/** Periodic tidying; each may be run at any time and by several workers at once. */
export function createChoreActivities({ db, files, config }: Parts) {
  return {
    remindOfProofs: () => remindOfProofs(db.pool),
    remindOfPublications: () => remindOfPublications(db.pool),
    releaseLapsedClaims: () => releaseLapsedClaims(db.pool),
    /** First what is old, and what refers to content without being used, then the content that nothing refers to. */
    async sweepContent() {
      await forgetDrafts(db.sql, new Date());
      await forgetDeliveries(db.sql, new Date());
      await forgetLinks(db.sql, new Date());
      await forgetUnused(db.pool, config.fileGraceHours);
      return sweepContent({ pool: db.pool, files }, config.fileGraceHours);
    },
  };
}

export type ChoreActivities = ReturnType<typeof createChoreActivities>;
