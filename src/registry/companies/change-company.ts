import type { Act } from '../../acts/act.ts';
import type { CompanyField } from '../../domain/requests/effects.ts';
import type { Tx } from '../../persistence/tx.ts';
import { searchNames } from '../search/search-names.ts';

type Values = { readonly [Name in CompanyField]?: string | null };

export interface CompanyWish {
  readonly companyId: string;
  /** The case that approved it. */
  readonly caseId: string;
  readonly wanted: Values;
}

/**
 * Changes the record of a company by an approved case, and keeps what was there before (ADM-27). Gives the id of the change; null when the record
 * says all of it already. The values stay in the row, the audit names the fields. Of another legal representative no identity is known: the former
 * one's must not screen them.
 */
export async function changeCompany(act: Act, { companyId, caseId, wanted }: CompanyWish): Promise<string | null> {
  const { tx, now } = act;
  const current = await tx.one<{ [Name in CompanyField]: string | null }>(
    `SELECT name, legal_rep_name AS "legalRepName", phone, email, address FROM company WHERE id = $1 FOR NO KEY UPDATE`,
    [companyId],
  );
  const fields = fieldsOf(wanted).filter((field) => wanted[field] !== current[field]);
  if (fields.length === 0) return null;
  const after = { ...current, ...only(wanted, fields) };
  await write(tx, companyId, after);
  const { id } = await tx.one<{ id: string }>(
    'INSERT INTO company_change (id, company_id, case_id, before, after, at) VALUES (uuidv7(), $1, $2, $3, $4, $5) RETURNING id',
    [companyId, caseId, JSON.stringify(only(current, fields)), JSON.stringify(only(after, fields)), now],
  );
  act.audit({ action: 'COMPANY_CHANGED', caseId, subject: `company:${companyId}`, after: { change: id, fields } });
  return id;
}

async function write(tx: Tx, companyId: string, values: { [Name in CompanyField]: string | null }): Promise<void> {
  const name = values.name ?? '';
  const { nameSearch, namePinyin, nameInitials } = searchNames(name);
  await tx.run(
    `UPDATE company SET name = $2, name_search = $3, name_pinyin = $4, name_initials = $5, legal_rep_name = $6, phone = $7, email = $8, address = $9,
       legal_rep_id_mask = CASE WHEN legal_rep_name = $6 THEN legal_rep_id_mask END,
       legal_rep_id_hash = CASE WHEN legal_rep_name = $6 THEN legal_rep_id_hash END,
       version = version + 1 WHERE id = $1`,
    [
      companyId,
      name,
      nameSearch,
      namePinyin,
      nameInitials,
      values.legalRepName ?? '',
      values.phone,
      values.email,
      values.address,
    ],
  );
}

const FIELDS: readonly CompanyField[] = ['name', 'legalRepName', 'phone', 'email', 'address'];

function fieldsOf(values: Values): CompanyField[] {
  return FIELDS.filter((field) => values[field] !== undefined);
}

function only(values: Values, fields: readonly CompanyField[]): Values {
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
}
