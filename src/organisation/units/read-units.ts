import type { Tx } from '../../persistence/tx.ts';
import { UNIT_COLUMNS, type Unit } from './unit.ts';

export interface UnitView extends Unit {
  readonly headName: string | null;
}

export interface UnitQuery {
  /** Only units below this one, itself included. */
  readonly below: string | undefined;
  readonly level: string | undefined;
  readonly closed: boolean | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

type UnitRow = { [Column in keyof UnitView]: UnitView[Column] };

const VIEW = `SELECT ${UNIT_COLUMNS}, h.name AS "headName" FROM unit u LEFT JOIN account h ON h.id = u.head_id`;

/** In the order of their codes, from behind `after` on. */
export async function listUnits(sql: Tx, { below, level, closed, after, limit }: UnitQuery): Promise<UnitView[]> {
  return sql.rows<UnitRow>(
    `${VIEW} WHERE ($1::uuid IS NULL OR u.path @> ARRAY[$1::uuid]) AND ($2::text IS NULL OR u.level = $2)
       AND ($3::boolean IS NULL OR u.closed = $3) AND ($4::text IS NULL OR u.code > $4) ORDER BY u.code LIMIT $5`,
    [below ?? null, level ?? null, closed ?? null, after ?? null, limit],
  );
}

export async function findUnit(sql: Tx, unitId: string): Promise<UnitView | undefined> {
  return sql.maybe<UnitRow>(`${VIEW} WHERE u.id = $1`, [unitId]);
}
