import type { FileStore } from '../src/files/file-store.ts';
import { findBeginning } from '../src/cases/repair/find-beginning.ts';
import type { Database } from '../src/persistence/database.ts';
import { gatesOf } from '../src/processes/gates.ts';
import { closeCase, type CloseInput } from '../src/processes/close-case.ts';
import { openAdmissionPhase } from '../src/processes/open-admission-phase.ts';
import { planRequest } from '../src/requests/plan-request.ts';
import type { OpenPhaseInput } from '../src/tasks/phases/open-phase.ts';
import type { StepInput } from '../src/tasks/phases/system-step.ts';
import { runDue, type RunDueInput } from '../src/tasks/phases/run-due.ts';

/** The system's short steps: idempotent under (case, generation, seq), each one transaction. */
export function createCaseActivities({ db, files }: { db: Database; files: FileStore }) {
  const gates = gatesOf({ files });
  return {
    findBeginning: ({ caseId, generation }: { readonly caseId: string; readonly generation: number }) =>
      findBeginning(db.sql, caseId, generation),
    openPhase: (input: OpenPhaseInput) => openAdmissionPhase(db.pool, input),
    runDue: (input: RunDueInput) => runDue(db.pool, input, gates),
    planRequest: ({ caseId }: Pick<StepInput, 'caseId'>) => planRequest(db.sql, caseId),
    closeCase: (input: CloseInput) => closeCase(db.pool, input),
  };
}

export type CaseActivities = ReturnType<typeof createCaseActivities>;
