import type { Tx } from '../../persistence/tx.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A unit, or a post or group in one. */
export interface Place {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Names {
  readonly person: (id: string) => Person;
  readonly place: (id: string | null) => Place | null;
  /** Members of the case's company: to them they are no strangers. */
  readonly isOwn: (id: string) => boolean;
}

/** What people read for the ids of accounts, units, posts and groups. */
export async function readNames(
  tx: Tx,
  companyId: string | null,
  accountIds: readonly string[],
  placeIds: readonly string[],
): Promise<Names> {
  const [people, places] = await Promise.all([
    tx.rows<{ id: string; name: string; own: boolean }>(
      `SELECT a.id, a.name, EXISTS (SELECT FROM company_member m WHERE m.account_id = a.id AND m.company_id = $2) AS own
       FROM account a WHERE a.id = ANY ($1::uuid[])`,
      [accountIds, companyId],
    ),
    tx.rows<Place & { id: string }>(
      `SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn" FROM unit WHERE id = ANY ($1::uuid[])
       UNION ALL SELECT id, code, name_zh, name_en FROM roster WHERE id = ANY ($1::uuid[])`,
      [placeIds],
    ),
  ]);
  const byId = new Map(people.map((one) => [one.id, one]));
  const placeById = new Map(places.map(({ id, code, nameZh, nameEn }) => [id, { code, nameZh, nameEn }]));
  return {
    person: (id) => ({ id, name: byId.get(id)?.name ?? '' }),
    place: (id) => (id === null ? null : (placeById.get(id) ?? null)),
    isOwn: (id) => byId.get(id)?.own ?? false,
  };
}
