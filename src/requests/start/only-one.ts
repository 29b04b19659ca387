import { Refusal } from '../../domain/refusal.ts';
import type { RequestKindBody } from '../../domain/requests/kind.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { AskedAbout } from './subject.ts';

interface Asked extends AskedAbout {
  readonly accountId: string;
  /** The request itself, when it exists already. */
  readonly caseId: string | null;
}

/** Requests of one kind by the same company, or the same person, begin one after the other: two at once cannot both find the place free. */
export async function takeTurn(tx: Tx, { code }: RequestKindBody, { companyId, accountId }: Asked): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`request:${code}:${companyId ?? accountId}`]);
}

/**
 * Where the kind says so: one at a time, and one about a case for good. Drafts that were given up and never handed in do not count.
 * @throws Refusal OPEN_REQUEST_EXISTS, SUBJECT_NOT_POSSIBLE
 */
export async function assertOnlyOne(tx: Tx, kind: RequestKindBody, asked: Asked): Promise<void> {
  const { code, oneAtATime, subject } = kind;
  const isOnce = subject.kind === 'CASE' && subject.once;
  if (!oneAtATime && !isOnce) return;
  const others = await tx.rows<{ caseId: string; number: string; open: boolean }>(
    `SELECT c.id AS "caseId", c.number, c.closed_at IS NULL AS open FROM "case" c JOIN request_form f ON f.case_id = c.id
     WHERE c.kind = $1 AND c.id IS DISTINCT FROM $2::uuid
       AND CASE WHEN $3::uuid IS NULL THEN c.company_id IS NULL AND c.started_by = $4 ELSE c.company_id = $3 END
       AND f.subject_case_id IS NOT DISTINCT FROM $5::uuid AND f.subject_company_id IS NOT DISTINCT FROM $6::uuid
       AND (c.closed_at IS NULL OR c.submitted_at IS NOT NULL)
     ORDER BY c.id`,
    [code, asked.caseId, asked.companyId, asked.accountId, asked.subjectCaseId, asked.subjectCompanyId],
  );
  const open = others.find((other) => other.open);
  if (open !== undefined) throw new Refusal('OPEN_REQUEST_EXISTS', { caseId: open.caseId, number: open.number });
  const [earlier] = others;
  if (isOnce && earlier !== undefined) {
    throw new Refusal('SUBJECT_NOT_POSSIBLE', { reasonCode: 'ASKED_BEFORE', caseId: earlier.caseId });
  }
}
