import type { Tx } from '../../persistence/tx.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

interface Copy {
  readonly id: string;
  /** Null where a stage of the route sent it. */
  readonly sentBy: Person | null;
  readonly stage: string | null;
  readonly note: string | null;
  readonly sentAt: Date;
  readonly readAt: Date | null;
}

export interface OwnCopy extends Copy {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseState: string;
  readonly process: string;
  readonly titleZh: string;
  readonly titleEn: string;
}

export interface CaseCopy extends Copy {
  readonly to: Person;
  readonly revokedAt: Date | null;
}

const COPY = `y.id, CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'name', s.name) END AS "sentBy", y.stage_key AS stage, y.note,
  y.sent_at AS "sentAt", y.read_at AS "readAt"`;

export interface OwnCopies {
  readonly accountId: string;
  readonly unreadOnly: boolean;
  /** The last one already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Who joined the applicant's company since, sees case `k` as its people do. */
export const NOT_OWN_COMPANY = `NOT EXISTS (SELECT FROM company_member m WHERE m.account_id = $1 AND m.company_id = k.company_id
         AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))`;

/** What was copied to somebody, one more than asked for, newest first. */
export function listOwnCopies(sql: Tx, { accountId, unreadOnly, after, limit }: OwnCopies): Promise<OwnCopy[]> {
  return sql.rows<OwnCopy & Record<string, unknown>>(
    `SELECT ${COPY}, k.id AS "caseId", k.number AS "caseNumber", k.state AS "caseState", k.process, k.title_zh AS "titleZh", k.title_en AS "titleEn"
     FROM case_copy y JOIN "case" k ON k.id = y.case_id LEFT JOIN account s ON s.id = y.sent_by
     WHERE y.account_id = $1 AND y.revoked_at IS NULL AND ($2::uuid IS NULL OR y.id < $2) AND ${NOT_OWN_COMPANY}
       ${unreadOnly ? 'AND y.read_at IS NULL' : ''}
     ORDER BY y.id DESC LIMIT $3`,
    [accountId, after ?? null, limit + 1],
  );
}

/** Who was shown a case, by whom, and when they read it; for the office. One more than asked for, newest first. */
export function listCaseCopies(sql: Tx, caseId: string, after: string | undefined, limit: number): Promise<CaseCopy[]> {
  return sql.rows<CaseCopy & Record<string, unknown>>(
    `SELECT ${COPY}, jsonb_build_object('id', a.id, 'name', a.name) AS "to", y.revoked_at AS "revokedAt"
     FROM case_copy y JOIN account a ON a.id = y.account_id LEFT JOIN account s ON s.id = y.sent_by
     WHERE y.case_id = $1 AND ($2::uuid IS NULL OR y.id < $2) ORDER BY y.id DESC LIMIT $3`,
    [caseId, after ?? null, limit + 1],
  );
}
