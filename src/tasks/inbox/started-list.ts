import type { Tx } from '../../persistence/tx.ts';

export interface StartedCase {
  readonly caseId: string;
  readonly number: string;
  readonly process: string;
  readonly state: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

/** Two index walks, newest first: cases the person started, and those of each company they are a member of. */
export const startedIds = (
  before: string,
  limit: string,
) => `(SELECT id FROM "case" WHERE started_by = $1 ${before} ORDER BY id DESC LIMIT ${limit})
    UNION SELECT k.id FROM company_member m CROSS JOIN LATERAL (
      SELECT id FROM "case" WHERE company_id = m.company_id ${before} ORDER BY id DESC LIMIT ${limit}) k
    WHERE m.account_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())`;

/** Cases this person started, and those of the companies they are a member of, newest first. */
export function listStarted(
  sql: Tx,
  accountId: string,
  before: string | undefined,
  limit: number,
): Promise<StartedCase[]> {
  return sql.rows<StartedCase>(
    `SELECT c.id AS "caseId", c.number, c.process, c.state, c.title_zh AS "titleZh", c.title_en AS "titleEn", c.created_at AS "createdAt",
       c.closed_at AS "closedAt"
     FROM (${startedIds('AND id < $2::uuid', '$3')}) s JOIN "case" c USING (id) ORDER BY c.id DESC LIMIT $3`,
    [accountId, before ?? LAST_ID, limit],
  );
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
