import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import {
  concludeScreening,
  type Check,
  type CheckResult,
  type Finding,
  type ScreeningOutcome,
} from '../../domain/admission/conclude-screening.ts';
import type { RiskGrade } from '../../domain/admission/policy.ts';
import type { Database } from '../../persistence/database.ts';
import { inTransaction, type Tx } from '../../persistence/tx.ts';
import { lockCase } from '../../acts/lock-case.ts';
import { readApplication, type Application } from '../application/application.ts';
import { inquireCredit, type CreditInquiry } from './credit-inquiry.ts';
import { routeForRisk } from '../application/pin-policies.ts';
import { runChecks, type CheckLine } from './screening-checks.ts';

export interface ScreenInput {
  readonly caseId: string;
  readonly generation: number;
  /** Of the phase SCREENING. */
  readonly seq: number;
}

/** INTERRUPTED: the case has ended, is ending, or is of another generation, and nothing was written. */
export type Screened = ScreeningOutcome | { readonly kind: 'INTERRUPTED'; readonly grade: null };

/**
 * Screens an application once per (case, generation, seq) (ADM-17, CRD-05). Asked again, and by two at the same time, it says what
 * its rows say. The credit provider is asked before the transaction: no lock is held over a call.
 */
export async function screenCase(db: Database, credit: CreditInquiry, input: ScreenInput): Promise<Screened> {
  const earlier = await readFindings(db.sql, input);
  if (earlier.length > 0) return concludeScreening(earlier);
  const creditCode = await creditCodeOf(db.sql, input.caseId);
  const answer = await inquireCredit(credit, creditCode);
  return recordScreening(db.pool, input, (tx, application) => runChecks(tx, application, answer));
}

async function recordScreening(
  pool: Pool,
  input: ScreenInput,
  check: (tx: Tx, application: Application) => Promise<readonly CheckLine[]>,
): Promise<Screened> {
  return inTransaction(pool, async (tx) => {
    const start = await lockCase(tx, input.caseId);
    const earlier = await readFindings(tx, input);
    if (earlier.length > 0) return concludeScreening(earlier);
    const application = await readApplication(tx, input.caseId);
    const { generation, closedAt, closing } = application;
    if (generation !== input.generation || closedAt !== null || closing !== null) {
      return { kind: 'INTERRUPTED', grade: null };
    }
    const lines = await check(tx, application);
    await tx.run(
      `INSERT INTO screening_check (case_id, seq, "check", result, detail, at)
       SELECT $1, $2, l."check", l.result, l.detail || jsonb_build_object('risk', l.risk), $4
       FROM jsonb_to_recordset($3::jsonb) AS l("check" text, result text, risk text, detail jsonb)`,
      [input.caseId, input.seq, JSON.stringify(lines), start.now],
    );
    const outcome = concludeScreening(lines);
    const act = new Act(tx, start, { id: null, kind: 'SYSTEM' }, 'system');
    const routeVersionId = await settleRisk(act, application, outcome.grade);
    act.audit({
      action: 'SCREENED',
      caseId: input.caseId,
      reasonCode: outcome.reasonCode,
      before: { riskGrade: application.riskGrade, routeVersionId: application.routeVersionId },
      after: {
        outcome: outcome.kind,
        riskGrade: outcome.grade,
        routeVersionId,
        checks: Object.fromEntries(lines.map((line) => [line.check, line.result])),
      },
    });
    await act.flush();
    return outcome;
  });
}

/** The risk now known may lead through another route; no stage of it has opened yet. */
async function settleRisk({ tx, now }: Act, application: Application, grade: RiskGrade): Promise<string> {
  const routeVersionId = await routeForRisk(tx, application, grade, now);
  await tx.run('UPDATE "case" SET risk_grade = $2, route_version_id = $3 WHERE id = $1', [
    application.caseId,
    grade,
    routeVersionId,
  ]);
  return routeVersionId;
}

/** Rows of this very screening; `seq` never repeats within a case, so the generation needs no column. */
async function readFindings(sql: Tx, { caseId, seq }: ScreenInput): Promise<Finding[]> {
  return sql.rows<{ check: Check; result: CheckResult; risk: RiskGrade }>(
    `SELECT "check", result, detail ->> 'risk' AS risk FROM screening_check WHERE case_id = $1 AND seq = $2 ORDER BY "check"`,
    [caseId, seq],
  );
}

async function creditCodeOf(sql: Tx, caseId: string): Promise<string> {
  const { creditCode } = await sql.one<{ creditCode: string }>(
    'SELECT o.credit_code AS "creditCode" FROM application a JOIN company o ON o.id = a.company_id WHERE a.case_id = $1',
    [caseId],
  );
  return creditCode;
}
