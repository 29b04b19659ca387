import type { Tx } from '../../persistence/tx.ts';

export interface ApplicationLine {
  readonly caseId: string;
  readonly number: string;
  readonly state: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly channelType: string;
  readonly unitId: string;
  readonly siteName: string;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
}

export interface ApplicationFilter {
  readonly companyIds: readonly string[];
  readonly companyId?: string | undefined;
  readonly state?: string | undefined;
  /** Case id of the last line shown; ids rise with time. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listApplications(sql: Tx, filter: ApplicationFilter): Promise<ApplicationLine[]> {
  return sql.rows<ApplicationLine>(
    `SELECT c.id AS "caseId", c.number, c.state, a.company_id AS "companyId", o.name AS "companyName", a.channel_type AS "channelType",
       c.unit_id AS "unitId", a.site_name AS "siteName", c.created_at AS "createdAt", c.submitted_at AS "submittedAt", c.closed_at AS "closedAt"
     FROM application a JOIN "case" c ON c.id = a.case_id JOIN company o ON o.id = a.company_id
     WHERE a.company_id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR a.company_id = $2) AND ($3::text IS NULL OR c.state = $3)
       AND ($4::uuid IS NULL OR c.id < $4)
     ORDER BY c.id DESC LIMIT $5`,
    [filter.companyIds, filter.companyId ?? null, filter.state ?? null, filter.before ?? null, filter.limit],
  );
}
