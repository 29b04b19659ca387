import type { Act } from '../../acts/act.ts';
import type { UnitLevel } from '../../domain/organisation/unit-tree.ts';
import { Refusal } from '../../domain/refusal.ts';

export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  readonly level: UnitLevel;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly path: string[];
  readonly headId: string | null;
  readonly closed: boolean;
  readonly version: number;
}

export const UNIT_COLUMNS = `u.id, u.parent_id AS "parentId", u.level, u.code, u.name_zh AS "nameZh", u.name_en AS "nameEn",
  u.path, u.head_id AS "headId", u.closed, u.version`;

/** The tree changes one act at a time: its root is locked first. Locks of mere references to the root pass. */
export async function lockTree({ tx }: Act): Promise<void> {
  await tx.one('SELECT id FROM unit WHERE parent_id IS NULL FOR NO KEY UPDATE');
}

/** The unit as it is now, locked. @throws Refusal NOT_FOUND */
export async function lockUnit({ tx }: Act, unitId: string): Promise<Unit> {
  const unit = await tx.maybe<{ [Column in keyof Unit]: Unit[Column] }>(
    `SELECT ${UNIT_COLUMNS} FROM unit u WHERE u.id = $1 FOR NO KEY UPDATE`,
    [unitId],
  );
  if (unit === undefined) throw new Refusal('NOT_FOUND');
  return unit;
}

/** As `lockUnit`, unless somebody changed it since the caller read `version`. @throws Refusal NOT_FOUND, STALE_VERSION */
export async function lockUnitAt(act: Act, unitId: string, version: number): Promise<Unit> {
  const unit = await lockUnit(act, unitId);
  if (unit.version !== version) throw new Refusal('STALE_VERSION', { version: unit.version });
  return unit;
}
