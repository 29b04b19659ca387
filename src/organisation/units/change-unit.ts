import type { Act } from '../../acts/act.ts';
import { findMovingFault } from '../../domain/organisation/unit-tree.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertGoverns } from '../governs.ts';
import { lockTree, lockUnit, lockUnitAt, type Unit } from './unit.ts';

/** Which unit, and the version of it that the caller saw. */
export interface UnitAt {
  readonly unitId: string;
  readonly version: number;
}

export interface UnitNow extends Facts {
  readonly unitId: string;
  readonly version: number;
}

/** @throws Refusal NOT_FOUND, STALE_VERSION, NOT_ALLOWED */
export async function renameUnit(act: Act, at: UnitAt, names: { nameZh: string; nameEn: string }): Promise<UnitNow> {
  const unit = await lockUnitAt(act, at.unitId, at.version);
  await assertGoverns(act, [unit.id]);
  await act.tx.run('UPDATE unit SET name_zh = $2, name_en = $3 WHERE id = $1', [unit.id, names.nameZh, names.nameEn]);
  return changed(act, unit, 'UNIT_RENAMED', { nameZh: unit.nameZh, nameEn: unit.nameEn }, { ...names });
}

/** With everything below it. @throws Refusal NOT_FOUND, STALE_VERSION, UNIT_UNKNOWN, NOT_ALLOWED, UNIT_TREE */
export async function moveUnit(act: Act, at: UnitAt, parentId: string): Promise<UnitNow> {
  await lockTree(act);
  const unit = await lockUnitAt(act, at.unitId, at.version);
  const parent = await lockUnit(act, parentId).catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal('UNIT_UNKNOWN') : error;
  });
  await assertGoverns(act, [unit.id, parent.id]);
  const fault = findMovingFault(unit, parent);
  if (fault !== undefined) throw new Refusal('UNIT_TREE', { fault });
  await act.tx.run('UPDATE unit SET parent_id = $2 WHERE id = $1', [unit.id, parent.id]);
  await act.tx.run(
    'UPDATE unit SET path = $2::uuid[] || path[array_position(path, $1::uuid):] WHERE path @> ARRAY[$1::uuid]',
    [unit.id, parent.path],
  );
  return changed(act, unit, 'UNIT_MOVED', { parentId: unit.parentId }, { parentId });
}

/** A unit in use cannot be closed; what is on record of it stays. @throws Refusal NOT_FOUND, STALE_VERSION, NOT_ALLOWED, UNIT_TREE, WRONG_STATE, UNIT_NOT_EMPTY */
export async function closeUnit(act: Act, at: UnitAt): Promise<UnitNow> {
  await lockTree(act);
  const unit = await lockUnitAt(act, at.unitId, at.version);
  await assertGoverns(act, [unit.id]);
  if (unit.parentId === null) throw new Refusal('UNIT_TREE', { fault: 'ROOT' });
  if (unit.closed) throw new Refusal('WRONG_STATE', { state: 'CLOSED' });
  const use = await act.tx.one<{ units: number; roles: number; cases: number }>(
    `SELECT (SELECT count(*) FROM unit WHERE parent_id = $1 AND NOT closed) AS units,
            (SELECT count(*) FROM role_assignment WHERE unit_id = $1 AND (valid_to IS NULL OR valid_to > $2)) AS roles,
            (SELECT count(*) FROM "case" WHERE unit_id = $1 AND closed_at IS NULL) AS cases`,
    [unit.id, act.now],
  );
  if (use.units + use.roles + use.cases > 0) throw new Refusal('UNIT_NOT_EMPTY', { ...use });
  await act.tx.run('UPDATE unit SET closed = true WHERE id = $1', [unit.id]);
  return changed(act, unit, 'UNIT_CLOSED', { closed: false }, { closed: true });
}

/** The person a unit answers to; superiors and escalations are found by it. @throws Refusal NOT_FOUND, STALE_VERSION, NOT_ALLOWED, INVALID */
export async function setHead(act: Act, at: UnitAt, headId: string | null): Promise<UnitNow> {
  const unit = await lockUnitAt(act, at.unitId, at.version);
  await assertGoverns(act, [unit.id]);
  const head = await act.tx.maybe(`SELECT FROM account WHERE id = $1 AND kind = 'STAFF' AND state = 'ACTIVE'`, [
    headId,
  ]);
  if (headId !== null && head === undefined) {
    throw new Refusal('INVALID', { issues: [{ path: 'accountId', code: 'CUSTOM', rule: 'ACTIVE_STAFF' }] });
  }
  await act.tx.run('UPDATE unit SET head_id = $2 WHERE id = $1', [unit.id, headId]);
  return changed(act, unit, 'UNIT_HEAD_SET', { headId: unit.headId }, { headId });
}

async function changed(act: Act, unit: Unit, action: string, before: Facts, after: Facts): Promise<UnitNow> {
  const { version } = await act.tx.one<{ version: number }>(
    'UPDATE unit SET version = version + 1 WHERE id = $1 RETURNING version',
    [unit.id],
  );
  act.audit({ action, unitId: unit.id, subject: `unit:${unit.id}`, before, after });
  return { unitId: unit.id, version };
}
