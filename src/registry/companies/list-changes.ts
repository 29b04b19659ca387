import { maskEmail, maskName, maskPhone } from '../../domain/identity/masking.ts';
import type { CompanyField } from '../../domain/requests/effects.ts';
import type { Tx } from '../../persistence/tx.ts';

type Values = { readonly [Name in CompanyField]?: string | null };

/** What of a company's record was changed at once, and by which case. */
export interface CompanyChange {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly at: Date;
  readonly before: Values;
  readonly after: Values;
}

/** Newest first (ADM-27). The company's own people read what was there; everybody else with the registry reads personal fields masked. */
export async function listChanges(
  sql: Tx,
  companyId: string,
  { before, limit, isOwn }: { readonly before: string | null; readonly limit: number; readonly isOwn: boolean },
): Promise<CompanyChange[]> {
  const rows = await sql.rows<{ [Name in keyof CompanyChange]: CompanyChange[Name] }>(
    `SELECT h.id, h.case_id AS "caseId", c.number AS "caseNumber", h.at, h.before, h.after
     FROM company_change h JOIN "case" c ON c.id = h.case_id
     WHERE h.company_id = $1 AND ($2::uuid IS NULL OR h.id < $2) ORDER BY h.id DESC LIMIT $3`,
    [companyId, before, limit],
  );
  return isOwn ? rows : rows.map((row) => ({ ...row, before: masked(row.before), after: masked(row.after) }));
}

const MASKS: { readonly [Name in CompanyField]?: (value: string) => string } = {
  legalRepName: maskName,
  phone: maskPhone,
  email: maskEmail,
};

function masked(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      const mask = MASKS[field as CompanyField];
      return [field, mask === undefined || value === null ? value : mask(value)];
    }),
  );
}
