import type { Tx } from '../persistence/tx.ts';

export interface RequestLine {
  readonly caseId: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly companyId: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
}

export interface RequestFilter {
  readonly accountId: string;
  readonly companyIds: readonly string[];
  readonly kind: string | null;
  readonly state: string | null;
  /** Case id of the last line shown; ids rise with time. */
  readonly before: string | null;
  readonly limit: number;
}

/** Of this person and of their companies, newest first. */
export function listRequests(sql: Tx, filter: RequestFilter): Promise<RequestLine[]> {
  return sql.rows<{ [Name in keyof RequestLine]: RequestLine[Name] }>(
    `SELECT c.id AS "caseId", c.number, c.kind, c.state, c.outcome, c.title_zh AS "titleZh", c.title_en AS "titleEn",
       c.company_id AS "companyId", c.created_at AS "createdAt", c.submitted_at AS "submittedAt", c.closed_at AS "closedAt"
     FROM "case" c
     WHERE c.kind IS NOT NULL AND ((c.company_id IS NULL AND c.started_by = $1) OR c.company_id = ANY ($2::uuid[]))
       AND ($3::text IS NULL OR c.kind = $3) AND ($4::text IS NULL OR c.state = $4) AND ($5::uuid IS NULL OR c.id < $5)
     ORDER BY c.id DESC LIMIT $6`,
    [filter.accountId, filter.companyIds, filter.kind, filter.state, filter.before, filter.limit],
  );
}
