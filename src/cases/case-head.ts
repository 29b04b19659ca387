import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

/** What an act beside the tasks has to know of its case, read after the case's lock was won. */
export interface CaseHead {
  readonly id: string;
  readonly number: string;
  readonly process: string;
  readonly state: string;
  readonly closing: string | null;
  readonly closedAt: Date | null;
  readonly companyId: string | null;
  readonly startedBy: string;
  /** Ids from the province down to the case's county. */
  readonly unitPath: readonly string[];
  readonly titleZh: string;
  readonly titleEn: string;
}

/** @throws Refusal NOT_FOUND */
export async function readCaseHead(sql: Tx, caseId: string): Promise<CaseHead> {
  const head = await sql.maybe<CaseHead>(
    `SELECT c.id, c.number, c.process, c.state, c.closing, c.closed_at AS "closedAt", c.company_id AS "companyId", c.started_by AS "startedBy", u.path AS "unitPath",
       c.title_zh AS "titleZh", c.title_en AS "titleEn"
     FROM "case" c JOIN unit u ON u.id = c.unit_id WHERE c.id = $1`,
    [caseId],
  );
  if (head === undefined) throw new Refusal('NOT_FOUND');
  return head;
}
