import type { HitStrength } from '../domain/admission/findings.ts';
import { searchableName } from '../domain/identity/searchable-name.ts';
import type { Tx } from '../persistence/tx.ts';

/** Somebody to look up: a company by its credit code, a person by the keyed hash of the resident id, both by name as well. */
export interface ListedSubject {
  readonly kind: 'COMPANY' | 'PERSON';
  readonly name: string;
  /** Null where it is not on record; then only the name can hit. */
  readonly number: string | null;
}

export interface BlacklistHit {
  readonly entryId: string;
  readonly strength: HitStrength;
  /** Index into the subjects asked for. */
  readonly subject: number;
}

/**
 * Open entries that may mean one of the subjects (CRD-03). CERTAIN: the number is the same and the entry is in force, also while its
 * removal is only proposed. POSSIBLE: the number is the same but the listing is not confirmed, or the names are equal and one of the
 * numbers is unknown; two persons with different numbers are different persons.
 */
export async function findHits(tx: Tx, subjects: readonly ListedSubject[]): Promise<BlacklistHit[]> {
  if (subjects.length === 0) return [];
  return tx.rows<BlacklistHit>(
    `SELECT b.id AS "entryId", s.subject,
       CASE WHEN b.number = s.number AND b.state IN ('LISTED', 'REMOVAL_PROPOSED') THEN 'CERTAIN' ELSE 'POSSIBLE' END AS strength
     FROM jsonb_to_recordset($1::jsonb) AS s(subject int, kind text, number text, "nameSearch" text)
     JOIN LATERAL (
       SELECT id, state, name_search, CASE s.kind WHEN 'COMPANY' THEN credit_code ELSE person_id_hash END AS number
       FROM blacklist_entry WHERE subject_kind = s.kind AND state IN ('PROPOSED', 'LISTED', 'REMOVAL_PROPOSED')
         AND (credit_code = s.number OR person_id_hash = s.number OR name_search = s."nameSearch")) AS b
       ON b.number = s.number OR (b.name_search = s."nameSearch" AND (s.kind = 'COMPANY' OR b.number IS NULL OR s.number IS NULL))
     ORDER BY s.subject, b.id`,
    [
      JSON.stringify(
        subjects.map(({ kind, number, name }, subject) => ({
          subject,
          kind,
          number,
          nameSearch: searchableName(name),
        })),
      ),
    ],
  );
}
