import type { CreditInquiry } from '../admission/screening/credit-inquiry.ts';
import { screenCase } from '../admission/screening/screen.ts';
import type { Database } from '../persistence/database.ts';
import { applyEffects } from '../tasks/runs/apply-effects.ts';
import { caseParams } from '../tasks/case-params.ts';
import { openStages } from '../tasks/phases/open-phase.ts';
import type { PhaseReport } from '../tasks/phases/phase-report.ts';
import { phaseBySeq } from '../tasks/snapshot.ts';
import { systemStep, type StepInput } from '../tasks/phases/system-step.ts';
import { applicantAccounts } from '../tasks/people/applicant-accounts.ts';

const BY_SYSTEM = { decisionId: null, taskId: null, accountId: null, bySystem: true };

/**
 * The automatic part of the phase SCREENING: passed and blocked end it, everything doubtful opens the stage in which a person decides
 * (ADM-17, CRD-05). A screening that was taken back goes to that person at once.
 */
export async function screenStep(db: Database, credit: CreditInquiry, input: StepInput): Promise<PhaseReport> {
  const again = await db.sql.maybe<{ target: string | null }>(
    `SELECT context ->> 'target' AS target FROM phase WHERE case_id = $1 AND seq = $2`,
    [input.caseId, input.seq],
  );
  const verdict = (again?.target ?? null) === null ? await screenCase(db, credit, input) : { kind: 'MANUAL' as const };
  return systemStep(db.pool, input, 'system', async (act, snapshot) => {
    const phase = phaseBySeq(snapshot, input.seq);
    if (phase?.state !== 'OPEN' || phase.runs.length > 0 || snapshot.closing !== null) return;
    switch (verdict.kind) {
      case 'PASSED':
      case 'BLOCKED':
        await applyEffects(
          act,
          snapshot,
          phase,
          [{ kind: 'END_PHASE', outcome: verdict.kind, context: {} }],
          BY_SYSTEM,
        );
        break;
      case 'MANUAL':
        await openStages(act, snapshot, phase);
        act.tell({
          process: snapshot.process,
          event: 'SCREENING_MANUAL',
          group: 'APPLICANT',
          accountIds: await applicantAccounts(act.tx, snapshot),
          ref: `phase:${snapshot.id}:${phase.seq}`,
          caseId: snapshot.id,
          params: caseParams(snapshot),
        });
        break;
      case 'INTERRUPTED':
        break;
    }
  });
}
