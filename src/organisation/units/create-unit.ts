import type { Act } from '../../acts/act.ts';
import { findPlacingFault, type UnitLevel } from '../../domain/organisation/unit-tree.ts';
import { Refusal } from '../../domain/refusal.ts';
import { assertGoverns } from '../governs.ts';
import { lockTree, lockUnit } from './unit.ts';

export interface NewUnit {
  readonly parentId: string;
  readonly level: UnitLevel;
  /** Stands for the unit in log-in names and files; never changes. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** @throws Refusal UNIT_UNKNOWN, NOT_ALLOWED, UNIT_TREE, CODE_TAKEN */
export async function createUnit(act: Act, unit: NewUnit): Promise<{ unitId: string; version: number }> {
  await lockTree(act);
  const parent = await lockUnit(act, unit.parentId).catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal('UNIT_UNKNOWN') : error;
  });
  await assertGoverns(act, [parent.id]);
  const fault = findPlacingFault(unit.level, parent);
  if (fault !== undefined) throw new Refusal('UNIT_TREE', { fault });
  const row = await act.tx.maybe<{ id: string }>(
    `WITH new AS (SELECT uuidv7() AS id)
     INSERT INTO unit (id, parent_id, level, code, name_zh, name_en, path, created_at)
     SELECT new.id, $1, $2, $3, $4, $5, $6::uuid[] || new.id, $7 FROM new
     ON CONFLICT (code) DO NOTHING RETURNING id`,
    [parent.id, unit.level, unit.code, unit.nameZh, unit.nameEn, parent.path, act.now],
  );
  if (row === undefined) throw new Refusal('CODE_TAKEN');
  act.audit({ action: 'UNIT_CREATED', unitId: row.id, subject: `unit:${row.id}`, after: { ...unit } });
  return { unitId: row.id, version: 1 };
}
