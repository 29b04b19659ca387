import type { Config } from '../src/config.ts';
import { sweepContent } from '../src/files/content.ts';
import type { FileStore } from '../src/files/file-store.ts';
import type { Database } from '../src/persistence/database.ts';
import { releaseLapsedClaims } from '../src/tasks/operations/release-lapsed-claims.ts';

interface Parts {
  readonly db: Database;
  readonly files: FileStore;
  readonly config: Pick<Config, 'fileGraceHours'>;
}

/** Periodic tidying; each may be run at any time and by several workers at once. */
export function createChoreActivities({ db, files, config }: Parts) {
  return {
    releaseLapsedClaims: () => releaseLapsedClaims(db.pool),
    sweepContent: () => sweepContent({ pool: db.pool, files }, config.fileGraceHours),
  };
}

export type ChoreActivities = ReturnType<typeof createChoreActivities>;
