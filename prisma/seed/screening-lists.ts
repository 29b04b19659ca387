import { searchableName } from '../../src/domain/identity/searchable-name.ts';
import { maskResidentId } from '../../src/domain/identity/resident-id.ts';
import type { Tx } from '../../src/persistence/tx.ts';
import { hashPerson } from '../../src/registry/companies/person-hash.ts';
import { blacklistedCompanies, blacklistedPersons } from '../seed-data/blacklist.ts';
import type { SeedCompany } from '../seed-data/companies.ts';
import { SEED_EPOCH } from './epoch.ts';

/** Grades as a first load of the registry table would bring them. Companies without one stay unknown on purpose. */
export async function seedCreditRecords(tx: Tx, newCompanies: readonly SeedCompany[]): Promise<void> {
  const records = newCompanies.filter(({ creditGrade }) => creditGrade !== null);
  await tx.run(
    `INSERT INTO credit_record (credit_code, grade, as_of, source, loaded_at)
     SELECT r."creditCode", r."creditGrade", $2::timestamptz, 'DEMO', $2
     FROM jsonb_to_recordset($1::jsonb) AS r("creditCode" text, "creditGrade" text)
     ON CONFLICT (credit_code) DO NOTHING`,
    [JSON.stringify(records), SEED_EPOCH],
  );
}

/** Proposed by one compliance officer and decided by the other. Somebody removed since is not listed again. */
export async function seedBlacklist(tx: Tx, personHashKey: string): Promise<void> {
  const entries = [
    ...blacklistedCompanies.map((company) => ({ ...company, kind: 'COMPANY', mask: null, hash: null })),
    ...blacklistedPersons.map(({ residentId, ...person }) => ({
      ...person,
      kind: 'PERSON',
      creditCode: null,
      mask: maskResidentId(residentId),
      hash: hashPerson(personHashKey, residentId),
    })),
  ].map((entry) => ({ ...entry, nameSearch: searchableName(entry.name) }));
  await tx.run(
    `INSERT INTO blacklist_entry (subject_kind, name, name_search, credit_code, person_id_mask, person_id_hash, state, reason_code, reason,
       proposed_by, proposed_at, decided_by, listed_at, unit_id)
     SELECT r.kind, r.name, r."nameSearch", r."creditCode", r.mask, r.hash, 'LISTED', r."reasonCode", r.reason, one.id, $2, other.id, $2, u.id
     FROM jsonb_to_recordset($1::jsonb) AS r(kind text, name text, "nameSearch" text, "creditCode" text, mask text, hash text,
            "reasonCode" text, reason text), account one, account other, unit u
     WHERE one.login = 'compliance-officer.province' AND other.login = 'compliance-officer-2.province' AND u.code = 'province'
       AND NOT EXISTS (SELECT FROM blacklist_entry b WHERE b.subject_kind = r.kind
         AND b.credit_code IS NOT DISTINCT FROM r."creditCode" AND b.person_id_hash IS NOT DISTINCT FROM r.hash)`,
    [JSON.stringify(entries), SEED_EPOCH],
  );
}
