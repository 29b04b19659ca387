import { Refusal } from '../../domain/refusal.ts';
import type { RosterKind } from '../../domain/organisation/roster.ts';
import type { Tx } from '../../persistence/tx.ts';

export interface RosterView {
  readonly id: string;
  readonly kind: RosterKind;
  readonly unitId: string;
  readonly unitNameZh: string;
  readonly unitNameEn: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly closed: boolean;
  readonly version: number;
  /** Who is a member now, or will be. */
  readonly members: readonly {
    readonly memberId: string;
    readonly accountId: string;
    readonly name: string;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
}

export interface RosterQuery {
  readonly kind: RosterKind | undefined;
  readonly unitId: string | undefined;
  readonly code: string | undefined;
  /** Lists that this person is on. */
  readonly accountId: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

type Row = { [Column in keyof RosterView]: RosterView[Column] };

const VIEW = `SELECT l.id, l.kind, l.unit_id AS "unitId", u.name_zh AS "unitNameZh", u.name_en AS "unitNameEn", l.code, l.name_zh AS "nameZh",
    l.name_en AS "nameEn", l.closed, l.version, coalesce((
      SELECT jsonb_agg(jsonb_build_object('memberId', m.id, 'accountId', m.account_id, 'name', a.name, 'validFrom', m.valid_from, 'validTo', m.valid_to)
        ORDER BY m.valid_from, m.id)
      FROM roster_member m JOIN account a ON a.id = m.account_id
      WHERE m.roster_id = l.id AND (m.valid_to IS NULL OR m.valid_to > now())), '[]') AS members
  FROM roster l JOIN unit u ON u.id = l.unit_id`;

/** In the order they were made. */
export function listRosters(sql: Tx, { kind, unitId, code, accountId, after, limit }: RosterQuery): Promise<Row[]> {
  return sql.rows<Row>(
    `${VIEW} WHERE ($1::text IS NULL OR l.kind = $1) AND ($2::uuid IS NULL OR l.unit_id = $2) AND ($3::text IS NULL OR l.code = $3)
       AND ($4::uuid IS NULL OR EXISTS (SELECT FROM roster_member m WHERE m.roster_id = l.id AND m.account_id = $4 AND (m.valid_to IS NULL OR m.valid_to > now())))
       AND ($5::uuid IS NULL OR l.id > $5) ORDER BY l.id LIMIT $6`,
    [kind ?? null, unitId ?? null, code ?? null, accountId ?? null, after ?? null, limit],
  );
}

/** @throws Refusal NOT_FOUND */
export async function readRoster(sql: Tx, rosterId: string): Promise<RosterView> {
  const roster = await sql.maybe<Row>(`${VIEW} WHERE l.id = $1`, [rosterId]);
  if (roster === undefined) throw new Refusal('NOT_FOUND');
  return roster;
}
