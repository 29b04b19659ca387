import { maskResidentId } from '../../src/domain/identity/resident-id.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { hashPerson } from '../../src/registry/companies/person-hash.ts';
import { searchNames } from '../../src/registry/search/search-names.ts';
import { COMPANIES_WITH_MEMBERS, type SeedCompany } from '../seed-data/companies.ts';
import { personName } from '../seed-data/names.ts';
import { seedAccounts } from './accounts.ts';
import { SEED_EPOCH } from './epoch.ts';

const ROLES = ['OWNER', 'OPERATOR', 'SIGNER'] as const;

/** Gives those that were not there yet. */
export async function seedCompanies(
  tx: Tx,
  companies: readonly SeedCompany[],
  personHashKey: string,
): Promise<SeedCompany[]> {
  const known = await tx.rows<{ creditCode: string }>(
    'SELECT credit_code AS "creditCode" FROM company WHERE credit_code = ANY ($1)',
    [companies.map(({ creditCode }) => creditCode)],
  );
  const codes = new Set(known.map(({ creditCode }) => creditCode));
  const missing = companies.filter(({ creditCode }) => !codes.has(creditCode));
  if (missing.length === 0) return [];
  const rows = missing.map(({ legalRepId, ...company }) => ({
    ...company,
    ...searchNames(company.name),
    idMask: maskResidentId(legalRepId),
    idHash: hashPerson(personHashKey, legalRepId),
  }));
  await tx.run(
    `INSERT INTO company (credit_code, name, name_search, name_pinyin, name_initials, subject_kind, legal_rep_name,
       legal_rep_id_mask, legal_rep_id_hash, phone, email, address, unit_id, partner_state, created_at)
     SELECT r."creditCode", r.name, r."nameSearch", r."namePinyin", r."nameInitials", r."subjectKind", r."legalRepName",
       r."idMask", r."idHash", r.phone, r.email, r.address, u.id, r."partnerState", $2
     FROM jsonb_to_recordset($1::jsonb) AS r("creditCode" text, name text, "nameSearch" text, "namePinyin" text,
       "nameInitials" text, "subjectKind" text, "legalRepName" text, "idMask" text, "idHash" text, phone text, email text,
       address text, county text, "partnerState" text)
     JOIN unit u ON u.code = r.county`,
    [JSON.stringify(rows), SEED_EPOCH],
  );
  await seedMembers(tx, missing);
  return missing;
}

/** One person for each role of the first companies, with consent to the privacy notice. */
async function seedMembers(tx: Tx, companies: readonly SeedCompany[]): Promise<void> {
  const members = companies
    .filter(({ number }) => number <= COMPANIES_WITH_MEMBERS)
    .flatMap(({ number, creditCode }) =>
      ROLES.map((role, position) => ({ role, creditCode, number, login: memberLogin(role, number), position })),
    );
  await seedAccounts(
    tx,
    members.map(({ login, number, position }) => ({
      login,
      kind: 'MEMBER',
      name: personName(200 + number * ROLES.length + position),
      email: login,
      phone: `132${String(number * 10 + position).padStart(8, '0')}`,
      locale: 'zh-CN',
    })),
  );
  await tx.run(
    `INSERT INTO company_member (company_id, account_id, role, valid_from)
     SELECT c.id, a.id, r.role, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(role text, "creditCode" text, login text)
     JOIN company c ON c.credit_code = r."creditCode" JOIN account a ON a.login = r.login`,
    [JSON.stringify(members), SEED_EPOCH],
  );
  await tx.run(
    `INSERT INTO consent (account_id, policy_version_id, given_at)
     SELECT a.id, p.id, $2 FROM account a, policy_version p
     WHERE a.login = ANY ($1) AND p.kind = 'PRIVACY_NOTICE' AND p.version = 1
     ON CONFLICT DO NOTHING`,
    [members.map(({ login }) => login), SEED_EPOCH],
  );
}

export function memberLogin(role: (typeof ROLES)[number], number: number): string {
  return `${role.toLowerCase()}.${String(number).padStart(4, '0')}@example.com`;
}
