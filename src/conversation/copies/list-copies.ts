import type { CopiesFilter } from '../../domain/inbox/filter.ts';
import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { wholeCaseConditions } from '../../tasks/inbox/conditions.ts';

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
  readonly filter: CopiesFilter;
  /** The last one already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Who joined the applicant's company since, sees case `c` as its people do. */
export const NOT_OWN_COMPANY = `NOT EXISTS (SELECT FROM company_member m WHERE m.account_id = $1 AND m.company_id = c.company_id
         AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))`;

/** What was copied to somebody, one more than asked for, newest first. */
export function listOwnCopies(sql: Tx, { accountId, filter, after, limit }: OwnCopies): Promise<OwnCopy[]> {
  const where = new Where();
  where.add(where.sql`y.account_id = ${accountId} AND y.revoked_at IS NULL`);
  where.add(NOT_OWN_COMPANY);
  const { stage, unread, sentFrom, sentBefore } = filter;
  if (after !== undefined) where.add(where.sql`y.id < ${after}::uuid`);
  if (unread === 'true') where.add('y.read_at IS NULL');
  if (stage !== undefined) where.add(where.sql`y.stage_key = ${stage}`);
  if (sentFrom !== undefined) where.add(where.sql`y.sent_at >= ${sentFrom}::timestamptz`);
  if (sentBefore !== undefined) where.add(where.sql`y.sent_at < ${sentBefore}::timestamptz`);
  for (const condition of wholeCaseConditions(where, filter)) where.add(condition);
  return sql.rows<OwnCopy & Record<string, unknown>>(
    `SELECT ${COPY}, c.id AS "caseId", c.number AS "caseNumber", c.state AS "caseState", c.process, c.title_zh AS "titleZh", c.title_en AS "titleEn"
     FROM case_copy y JOIN "case" c ON c.id = y.case_id LEFT JOIN account s ON s.id = y.sent_by
     WHERE ${where.condition} ORDER BY y.id DESC LIMIT ${where.bind(limit + 1)}`,
    where.values,
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
