import type { ContractSide } from '../domain/contracts/signing.ts';
import type { ContractValues } from '../domain/contracts/template.ts';
import type { Tx } from '../persistence/tx.ts';

export type ContractState = 'DRAFT' | 'ISSUED' | 'EFFECTIVE' | 'VOID';

/** A contract as its tables hold it (CTR-01). Days are `YYYY-MM-DD`. */
export interface Contract {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  readonly companyId: string;
  /** The version of the template it was begun with, whatever has been published since (CTR-11). */
  readonly templateVersionId: string;
  readonly state: ContractState;
  readonly values: ContractValues;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly fileId: string | null;
  /** Of the document that both sides sign. */
  readonly sha256: string | null;
  readonly issuedAt: Date | null;
  readonly effectiveAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  /** In the order they were given. */
  readonly signatures: readonly ContractSignature[];
}

interface ContractSignature {
  readonly side: ContractSide;
  readonly position: number;
  readonly accountId: string;
  readonly signer: string;
  readonly sha256: string;
  readonly ip: string;
  /** ISO text. */
  readonly signedAt: string;
}

const READ = `SELECT k.id, k.case_id AS "caseId", k.number, k.company_id AS "companyId", k.template_version_id AS "templateVersionId", k.state, k.values,
    k.starts_on AS "startsOn", k.ends_on AS "endsOn", k.file_id AS "fileId", k.sha256, k.issued_at AS "issuedAt", k.effective_at AS "effectiveAt",
    k.version, k.created_at AS "createdAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('side', s.party, 'position', s.position, 'accountId', s.account_id, 'signer', a.name,
        'sha256', s.sha256, 'ip', s.ip, 'signedAt', to_char(s.signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY s.position)
      FROM contract_signature s JOIN account a ON a.id = s.account_id WHERE s.contract_id = k.id), '[]') AS signatures
  FROM contract k`;

export function findContract(sql: Tx, contractId: string): Promise<Contract | undefined> {
  return sql.maybe<Contract>(`${READ} WHERE k.id = $1`, [contractId]);
}

/** The one that is not void; a case never has two (`contract_one_live_per_case`). */
export function liveContract(sql: Tx, caseId: string): Promise<Contract | undefined> {
  return sql.maybe<Contract>(`${READ} WHERE k.case_id = $1 AND k.state <> 'VOID'`, [caseId]);
}

/** The live one, or the last that was. */
export function latestContract(sql: Tx, caseId: string): Promise<Contract | undefined> {
  return sql.maybe<Contract>(`${READ} WHERE k.case_id = $1 ORDER BY (k.state <> 'VOID') DESC, k.id DESC LIMIT 1`, [
    caseId,
  ]);
}
