import type { Tx } from '../../persistence/tx.ts';

export interface OwnCompany {
  readonly companyId: string;
  readonly creditCode: string;
  readonly name: string;
  readonly subjectKind: string;
  readonly legalRepName: string;
  readonly legalRepIdMask: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly unitId: string | null;
  readonly partnerState: string;
  readonly affiliates: { kind: string; name: string; creditCode: string | null; personIdMask: string | null }[];
}

/** What a member sees of the company: all that is on record, resident ids only masked. */
export async function readOwnCompany(sql: Tx, companyId: string): Promise<OwnCompany> {
  return sql.one<{ [Column in keyof OwnCompany]: OwnCompany[Column] }>(
    `SELECT c.id AS "companyId", c.credit_code AS "creditCode", c.name, c.subject_kind AS "subjectKind",
       c.legal_rep_name AS "legalRepName", c.legal_rep_id_mask AS "legalRepIdMask", c.phone, c.email, c.address,
       c.unit_id AS "unitId", c.partner_state AS "partnerState",
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'name', f.name, 'creditCode', f.credit_code,
         'personIdMask', f.person_id_mask) ORDER BY f.id) FROM company_affiliate f WHERE f.company_id = c.id), '[]') AS affiliates
     FROM company c WHERE c.id = $1`,
    [companyId],
  );
}
