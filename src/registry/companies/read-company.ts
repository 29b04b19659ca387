import { maskEmail, maskName, maskPhone } from '../../domain/identity/masking.ts';
import type { SubjectKind } from '../../domain/registry/channel-type.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { PartnerState } from './company.ts';

/** A company as everybody with the registry sees it: personal fields masked, the resident id never kept in clear. */
export interface CompanyView {
  readonly id: string;
  readonly creditCode: string;
  readonly name: string;
  readonly subjectKind: SubjectKind;
  readonly partnerState: PartnerState;
  readonly legalRepName: string;
  readonly legalRepIdMask: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly unitId: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** The fields that unmasking shows. */
export const PERSONAL_FIELDS = ['LEGAL_REP_NAME', 'PHONE', 'EMAIL'] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];

interface PersonalColumns {
  readonly legalRepName: string;
  readonly phone: string | null;
  readonly email: string | null;
}

export async function readCompany(sql: Tx, companyId: string): Promise<CompanyView | undefined> {
  const company = await sql.maybe<CompanyView>(
    `SELECT id, credit_code AS "creditCode", name, subject_kind AS "subjectKind", partner_state AS "partnerState",
       legal_rep_name AS "legalRepName", legal_rep_id_mask AS "legalRepIdMask", phone, email, address, unit_id AS "unitId",
       created_at AS "createdAt", version
     FROM company WHERE id = $1`,
    [companyId],
  );
  return company === undefined ? undefined : { ...company, ...masked(company) };
}

/** The clear values of the named fields, and of no others. Whoever calls this has written down why. */
export async function readPersonalFields(
  sql: Tx,
  companyId: string,
  fields: readonly PersonalField[],
): Promise<Partial<Record<PersonalField, string | null>>> {
  const clear = await sql.one<PersonalColumns>(
    'SELECT legal_rep_name AS "legalRepName", phone, email FROM company WHERE id = $1',
    [companyId],
  );
  const values = { LEGAL_REP_NAME: clear.legalRepName, PHONE: clear.phone, EMAIL: clear.email };
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}

function masked({ legalRepName, phone, email }: PersonalColumns): PersonalColumns {
  return {
    legalRepName: maskName(legalRepName),
    phone: phone === null ? null : maskPhone(phone),
    email: email === null ? null : maskEmail(email),
  };
}
