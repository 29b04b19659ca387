import type { StartedFilter } from '../../domain/inbox/filter.ts';
import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { wholeCaseConditions } from './conditions.ts';

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

/** Two index walks, newest first: cases `c` the person `$1` started, and those of each company they are a member of. */
export const startedIds = (
  wanted: string,
  limit: string,
) => `(SELECT c.id FROM "case" c WHERE c.started_by = $1 AND ${wanted} ORDER BY c.id DESC LIMIT ${limit})
    UNION SELECT k.id FROM company_member m CROSS JOIN LATERAL (
      SELECT c.id FROM "case" c WHERE c.company_id = m.company_id AND ${wanted} ORDER BY c.id DESC LIMIT ${limit}) k
    WHERE m.account_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())`;

/** Cases this person started, and those of the companies they are a member of, newest first. */
export function listStarted(
  sql: Tx,
  accountId: string,
  before: string | undefined,
  limit: number,
  filter: StartedFilter = {},
): Promise<StartedCase[]> {
  const where = new Where();
  where.bind(accountId);
  const most = where.bind(limit);
  const { startedFrom, startedBefore } = filter;
  if (before !== undefined) where.add(where.sql`c.id < ${before}::uuid`);
  if (startedFrom !== undefined) where.add(where.sql`c.created_at >= ${startedFrom}::timestamptz`);
  if (startedBefore !== undefined) where.add(where.sql`c.created_at < ${startedBefore}::timestamptz`);
  for (const condition of wholeCaseConditions(where, filter)) where.add(condition);
  return sql.rows<StartedCase>(
    `SELECT c.id AS "caseId", c.number, c.process, c.state, c.title_zh AS "titleZh", c.title_en AS "titleEn", c.created_at AS "createdAt",
       c.closed_at AS "closedAt"
     FROM (${startedIds(where.condition, most)}) s JOIN "case" c USING (id) ORDER BY c.id DESC LIMIT ${most}`,
    where.values,
  );
}
