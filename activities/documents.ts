import { issueContract } from '../src/contracts/document/issue-contract.ts';
import type { FileStore } from '../src/files/file-store.ts';
import type { Database } from '../src/persistence/database.ts';
import type { StepInput } from '../src/tasks/phases/system-step.ts';

/** Slow steps that make documents; retried until they are done, and idempotent under (case, generation, seq). */
export function createDocumentActivities({ db, files }: { readonly db: Database; readonly files: FileStore }) {
  return {
    issueContract: (input: StepInput) => issueContract({ pool: db.pool, files }, input),
  };
}

export type DocumentActivities = ReturnType<typeof createDocumentActivities>;
