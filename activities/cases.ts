import type { Database } from '../src/persistence/database.ts';
import { closeAdmission, type CloseInput } from '../src/processes/close-admission.ts';
import { openAdmissionPhase } from '../src/processes/open-admission-phase.ts';
import type { OpenPhaseInput } from '../src/tasks/phases/open-phase.ts';
import { runDue, type RunDueInput } from '../src/tasks/phases/run-due.ts';

/** The system's short steps: idempotent under (case, generation, seq), each one transaction. */
export function createCaseActivities({ db }: { db: Database }) {
  return {
    openPhase: (input: OpenPhaseInput) => openAdmissionPhase(db.pool, input),
    runDue: (input: RunDueInput) => runDue(db.pool, input),
    closeCase: (input: CloseInput) => closeAdmission(db.pool, input),
  };
}

export type CaseActivities = ReturnType<typeof createCaseActivities>;
