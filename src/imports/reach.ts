import { permissionsOf, type Actor } from '../domain/access/actor.ts';
import { STAFF_PERMISSIONS, type Permission } from '../domain/access/roles.ts';
import type { ImportKind } from '../domain/imports/columns.ts';
import type { Tx } from '../persistence/tx.ts';

export const IMPORT_PERMISSIONS = { REGISTRY: 'IMPORT_REGISTRY', CREDIT: 'LOAD_CREDIT' } as const satisfies Record<
  ImportKind,
  Permission
>;

/** For which part of the organisation somebody may import. */
export interface Reach {
  /** Province, cities or counties; each with everything below it. */
  readonly areaIds: readonly string[];
  /** In whose chain the import is on record. */
  readonly unitId: string;
}

export function mayImport(actor: Actor, kind: ImportKind): boolean {
  return permissionsOf(actor).has(IMPORT_PERMISSIONS[kind]);
}

/** Reads the lists of both kinds and of every unit, and changes none. */
export function mayReadImports(actor: Actor): boolean {
  return permissionsOf(actor).has('READ_IMPORTS');
}

/** A role in a department reaches as far as the unit the department belongs to; a machine client reaches the province. */
export async function reachOf(sql: Tx, actor: Actor, kind: ImportKind): Promise<Reach> {
  const permission = IMPORT_PERMISSIONS[kind];
  const unitIds = actor.roles
    .filter(({ role }) => (STAFF_PERMISSIONS[role] as readonly Permission[]).includes(permission))
    .map(({ unitId }) => unitId);
  const rows = await sql.rows<{ areaId: string; unitId: string }>(
    `SELECT CASE u.level WHEN 'DEPARTMENT' THEN u.parent_id ELSE u.id END AS "areaId", u.id AS "unitId" FROM unit u
     WHERE CASE WHEN $2 THEN u.parent_id IS NULL ELSE u.id = ANY($1::uuid[]) END ORDER BY cardinality(u.path), u.id`,
    [unitIds, actor.kind === 'SERVICE'],
  );
  const [first] = rows;
  if (first === undefined) throw new Error(`${actor.id} may import but holds no unit`);
  return { areaIds: rows.map(({ areaId }) => areaId), unitId: first.unitId };
}
