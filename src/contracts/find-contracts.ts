import { permissionsOf, type Actor } from '../domain/access/actor.ts';
import type { Tx } from '../persistence/tx.ts';
import type { ContractState } from './contract.ts';

export interface ContractLine {
  readonly id: string;
  readonly number: string;
  readonly state: ContractState;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly companyId: string;
  readonly companyName: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly issuedAt: Date | null;
  readonly effectiveAt: Date | null;
}

export interface ContractFilter {
  readonly state?: ContractState | undefined;
  readonly companyId?: string | undefined;
  /** Id of the last contract shown; ids rise with time. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/**
 * Contracts of one's own companies, their term once the document is issued; for staff those of the cases their units cover or they took
 * part in. Newest first.
 */
export async function listContracts(sql: Tx, actor: Actor, filter: ContractFilter): Promise<ContractLine[]> {
  return sql.rows<ContractLine>(
    `SELECT k.id, k.number, k.state, k.case_id AS "caseId", c.number AS "caseNumber", k.company_id AS "companyId", o.name AS "companyName",
       CASE WHEN told THEN k.starts_on END AS "startsOn", CASE WHEN told THEN k.ends_on END AS "endsOn", k.issued_at AS "issuedAt", k.effective_at AS "effectiveAt"
     FROM contract k JOIN "case" c ON c.id = k.case_id JOIN unit u ON u.id = c.unit_id JOIN company o ON o.id = k.company_id
       CROSS JOIN LATERAL (SELECT k.issued_at IS NOT NULL OR k.company_id <> ALL ($5::uuid[]) AS told) sight
     WHERE ($1::text IS NULL OR k.state = $1) AND ($2::uuid IS NULL OR k.company_id = $2) AND ($3::uuid IS NULL OR k.id < $3)
       AND ($4 OR k.company_id = ANY ($5::uuid[]) OR ($6 AND (
         EXISTS (SELECT FROM role_assignment r JOIN unit ru ON ru.id = r.unit_id WHERE r.account_id = $7
           AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())
           AND (r.unit_id = ANY (u.path) OR (ru.level = 'DEPARTMENT' AND ru.parent_id = ANY (u.path))))
         OR EXISTS (SELECT FROM case_participant p WHERE p.case_id = c.id AND p.account_id = $7))))
     ORDER BY k.id DESC LIMIT $8`,
    [
      filter.state ?? null,
      filter.companyId ?? null,
      filter.before ?? null,
      permissionsOf(actor).has('READ_ALL_CASES'),
      actor.memberships.map(({ companyId }) => companyId),
      actor.kind === 'STAFF',
      actor.id,
      filter.limit,
    ],
  );
}

export interface KnownDocument {
  readonly number: string;
  readonly state: ContractState;
}

/** Whether bytes with this hash were ever issued as a contract, and what has become of it. */
export async function findByHash(sql: Tx, sha256: string): Promise<KnownDocument | undefined> {
  return sql.maybe<KnownDocument>('SELECT number, state FROM contract WHERE sha256 = $1 ORDER BY id DESC LIMIT 1', [
    sha256,
  ]);
}
