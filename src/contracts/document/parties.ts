import type { ContractParty } from '../../documents/contract-pdf.ts';
import type { ContractTemplate } from '../../domain/contracts/template.ts';
import type { Tx } from '../../persistence/tx.ts';

type Identity = Omit<ContractParty, 'role'>;

export interface Parties {
  /** Undefined when neither the case's branch nor any above it has a registered identity on record. */
  readonly operator: ContractParty | undefined;
  readonly partner: ContractParty;
}

/** Stands where the register knows nothing, so that nobody can fill in the blank later. */
const NOTHING = '／';

/** Both sides as they are registered (CTR-01): for the operator signs the nearest branch upwards that contracts in its own name. */
export async function readParties(
  sql: Tx,
  { companyId, unitPath }: { readonly companyId: string; readonly unitPath: readonly string[] },
  { parties }: Pick<ContractTemplate, 'parties'>,
): Promise<Parties> {
  const operator = await sql.maybe<Identity>(
    `SELECT legal_name AS name, credit_code AS "creditCode", legal_rep_name AS "legalRepresentative", legal_address AS address
     FROM unit WHERE id = ANY ($1::uuid[]) AND credit_code IS NOT NULL ORDER BY cardinality(path) DESC LIMIT 1`,
    [unitPath],
  );
  const partner = await sql.one<Identity>(
    `SELECT name, credit_code AS "creditCode", coalesce(nullif(legal_rep_name, ''), $2) AS "legalRepresentative",
       coalesce(nullif(address, ''), $2) AS address
     FROM company WHERE id = $1`,
    [companyId, NOTHING],
  );
  return {
    operator: operator === undefined ? undefined : { ...operator, role: parties.OPERATOR.zh },
    partner: { ...partner, role: parties.PARTNER.zh },
  };
}
