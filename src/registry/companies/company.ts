import type { SubjectKind } from '../../domain/registry/channel-type.ts';
import type { Tx } from '../../persistence/tx.ts';
import { searchNames } from '../search/search-names.ts';

export type PartnerState = 'NONE' | 'APPLICANT' | 'PARTNER' | 'ENDED';

/** A legal subject to put on record. The resident id of its legal representative arrives masked and as keyed hash only. */
export interface NewCompany {
  /** Checked and normalised by `checkCreditCode`. */
  readonly creditCode: string;
  readonly name: string;
  readonly subjectKind: SubjectKind;
  readonly partnerState: PartnerState;
  readonly legalRepName?: string | undefined;
  readonly legalRepIdMask?: string | undefined;
  readonly legalRepIdHash?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
  readonly unitId?: string | undefined;
}

/** Gives the id. Inside an act a credit code that is already on record becomes the refusal COMPANY_EXISTS. */
export async function insertCompany(tx: Tx, company: NewCompany): Promise<string> {
  const { nameSearch, namePinyin, nameInitials } = searchNames(company.name);
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO company (credit_code, name, name_search, name_pinyin, name_initials, subject_kind, partner_state,
       legal_rep_name, legal_rep_id_mask, legal_rep_id_hash, phone, email, address, unit_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
    [
      company.creditCode,
      company.name,
      nameSearch,
      namePinyin,
      nameInitials,
      company.subjectKind,
      company.partnerState,
      company.legalRepName ?? '',
      company.legalRepIdMask ?? null,
      company.legalRepIdHash ?? null,
      company.phone ?? null,
      company.email ?? null,
      company.address ?? null,
      company.unitId ?? null,
    ],
  );
  return id;
}

/** What a company is to the operator; false when it was that already. */
export async function setPartnerState(tx: Tx, companyId: string, state: PartnerState): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE company SET partner_state = $2, version = version + 1 WHERE id = $1 AND partner_state <> $2',
    [companyId, state],
  );
  return changed === 1;
}
