import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

export interface ConflictRow {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly companyId: string | null;
  readonly companyName: string | null;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly relation: string;
  readonly note: string | null;
  readonly declaredBy: string;
  readonly declaredAt: Date;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawalReason: string | null;
}

type Row = { [Column in keyof ConflictRow]: ConflictRow[Column] };

const SELECT = `SELECT k.id, k.account_id AS "accountId", a.name AS "accountName", k.company_id AS "companyId", o.name AS "companyName",
    k.case_id AS "caseId", c.number AS "caseNumber", k.relation, k.note, k.declared_by AS "declaredBy", k.declared_at AS "declaredAt",
    k.withdrawn_by AS "withdrawnBy", k.withdrawn_at AS "withdrawnAt", k.withdrawal_reason AS "withdrawalReason"
  FROM conflict_declaration k JOIN account a ON a.id = k.account_id LEFT JOIN company o ON o.id = k.company_id LEFT JOIN "case" c ON c.id = k.case_id`;

/** @throws Refusal NOT_FOUND */
export async function readConflict(sql: Tx, conflictId: string): Promise<ConflictRow> {
  const row = await sql.maybe<Row>(`${SELECT} WHERE k.id = $1`, [conflictId]);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return row;
}

export interface ConflictQuery {
  /** Only what is about this person, whatever else is asked. */
  readonly ownerId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly companyId?: string | undefined;
  readonly caseId?: string | undefined;
  readonly standing?: boolean | undefined;
  /** The last one seen. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export function findConflicts(
  sql: Tx,
  { ownerId, accountId, companyId, caseId, standing, before, limit }: ConflictQuery,
): Promise<Row[]> {
  return sql.rows<Row>(
    `${SELECT} WHERE ($1::uuid IS NULL OR k.account_id = $1) AND ($2::uuid IS NULL OR k.company_id = $2) AND ($3::uuid IS NULL OR k.case_id = $3)
       AND ($4::boolean IS NULL OR (k.withdrawn_at IS NULL) = $4) AND ($5::uuid IS NULL OR k.id < $5)
       AND ($7::uuid IS NULL OR k.account_id = $7) ORDER BY k.id DESC LIMIT $6`,
    [accountId ?? null, companyId ?? null, caseId ?? null, standing ?? null, before ?? null, limit, ownerId ?? null],
  );
}
