import type { FormValues } from '../domain/forms/values.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

/** A request as its tables hold it. */
export interface Request {
  readonly caseId: string;
  readonly number: string;
  readonly kind: string;
  readonly generation: number;
  readonly state: string;
  readonly outcome: string | null;
  readonly closing: string | null;
  readonly closedAt: Date | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly startedBy: string;
  readonly companyId: string | null;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  readonly titleZh: string;
  readonly titleEn: string;
  /** The version of the kind it was handed in under; null for a draft, which follows the newest. */
  readonly kindVersionId: string | null;
  readonly values: FormValues;
  readonly subjectCaseId: string | null;
  readonly subjectCompanyId: string | null;
  readonly declaredAt: Date | null;
  readonly version: number;
}

const READ = `SELECT c.id AS "caseId", c.number, c.kind, c.generation, c.state, c.outcome, c.closing, c.closed_at AS "closedAt", c.created_at AS "createdAt",
    c.submitted_at AS "submittedAt", c.started_by AS "startedBy", c.company_id AS "companyId", c.unit_id AS "unitId", u.path AS "unitPath",
    c.title_zh AS "titleZh", c.title_en AS "titleEn", c.process_version_id AS "kindVersionId", f."values", f.subject_case_id AS "subjectCaseId",
    f.subject_company_id AS "subjectCompanyId", f.declared_at AS "declaredAt", f.version
  FROM request_form f JOIN "case" c ON c.id = f.case_id JOIN unit u ON u.id = c.unit_id WHERE f.case_id = $1`;

/** @throws Refusal NOT_FOUND, also for a case that is no request. */
export async function readRequest(sql: Tx, caseId: string): Promise<Request> {
  const row = await sql.maybe<{ [Name in keyof Request]: Request[Name] }>(READ, [caseId]);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return row;
}

/** @throws Refusal CASE_CLOSED, CASE_CLOSING */
export function assertLive({ state, closing, closedAt }: Pick<Request, 'state' | 'closing' | 'closedAt'>): void {
  if (closedAt !== null) throw new Refusal('CASE_CLOSED', { state });
  if (closing !== null) throw new Refusal('CASE_CLOSING', { by: closing });
}
