import type { Tx } from '../../persistence/tx.ts';

export const AFFILIATE_KINDS = ['SHAREHOLDER', 'CONTROLLER', 'AFFILIATE'] as const;
export type AffiliateKind = (typeof AFFILIATE_KINDS)[number];

/** A person or a company behind a company, for screening (CRD-03). A resident id arrives masked and as keyed hash only. */
export interface NewAffiliate {
  readonly kind: AffiliateKind;
  readonly name: string;
  /** Checked and normalised by `checkCreditCode`. */
  readonly creditCode: string | undefined;
  readonly personIdMask: string | undefined;
  readonly personIdHash: string | undefined;
}

export async function insertAffiliates(tx: Tx, companyId: string, affiliates: readonly NewAffiliate[]): Promise<void> {
  if (affiliates.length === 0) return;
  await tx.run(
    `INSERT INTO company_affiliate (company_id, kind, name, credit_code, person_id_mask, person_id_hash)
     SELECT $1, a.kind, a.name, a."creditCode", a."personIdMask", a."personIdHash"
     FROM jsonb_to_recordset($2::jsonb)
       AS a(kind text, name text, "creditCode" text, "personIdMask" text, "personIdHash" text)`,
    [companyId, JSON.stringify(affiliates)],
  );
}
