import type { CheckResult } from '../../domain/admission/conclude-screening.ts';
import type { RiskGrade } from '../../domain/admission/policy.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { Application } from '../application/application.ts';
import type { Audience } from '../application/view-application.ts';

interface CheckRow {
  readonly seq: number;
  readonly check: string;
  readonly result: CheckResult;
  readonly risk: RiskGrade;
  readonly detail: Facts;
  readonly at: Date;
}

/** Every check of every screening of the case; the applicant learns only how far it is, not what is on record about whom. */
export async function viewScreening(sql: Tx, application: Application, audience: Audience) {
  const checks = await sql.rows<CheckRow>(
    `SELECT seq, "check", result, detail ->> 'risk' AS risk, detail - 'risk' AS detail, at FROM screening_check
     WHERE case_id = $1 ORDER BY seq, "check"`,
    [application.caseId],
  );
  const shown = audience === 'STAFF';
  return {
    caseId: application.caseId,
    state: checks.length > 0 ? 'ENDED' : application.submittedAt === null ? 'NOT_STARTED' : 'RUNNING',
    riskGrade: shown ? application.riskGrade : null,
    checks: shown ? checks : [],
  };
}
