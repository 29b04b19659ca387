import type { Act } from '../../acts/act.ts';
import type { RosterKind } from '../../domain/organisation/roster.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertGoverns } from '../governs.ts';

export interface NewRoster {
  readonly kind: RosterKind;
  readonly unitId: string;
  /** What routes name it by; the same code in another unit is another list. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface RosterNow extends Facts {
  readonly rosterId: string;
  readonly version: number;
}

/** Which list, and the version of it that the caller saw. */
export interface RosterAt {
  readonly rosterId: string;
  readonly version: number;
}

interface Roster extends Record<string, unknown> {
  id: string;
  unitId: string;
  nameZh: string;
  nameEn: string;
  closed: boolean;
  version: number;
}

/** @throws Refusal UNIT_UNKNOWN, NOT_ALLOWED, CODE_TAKEN */
export async function createRoster(act: Act, roster: NewRoster): Promise<RosterNow> {
  const { kind, unitId, code, nameZh, nameEn } = roster;
  const unit = await act.tx.maybe<{ closed: boolean }>('SELECT closed FROM unit WHERE id = $1 FOR SHARE', [unitId]);
  if (unit?.closed !== false) throw new Refusal('UNIT_UNKNOWN');
  await assertGoverns(act, [unitId]);
  const row = await act.tx.maybe<{ id: string }>(
    `INSERT INTO roster (kind, unit_id, code, name_zh, name_en, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (unit_id, kind, code) DO NOTHING RETURNING id`,
    [kind, unitId, code, nameZh, nameEn, act.now],
  );
  if (row === undefined) throw new Refusal('CODE_TAKEN');
  act.audit({ action: 'ROSTER_CREATED', unitId, subject: `roster:${row.id}`, after: { ...roster } });
  return { rosterId: row.id, version: 1 };
}

/** @throws Refusal NOT_FOUND, STALE_VERSION, NOT_ALLOWED */
export async function renameRoster(
  act: Act,
  at: RosterAt,
  names: { nameZh: string; nameEn: string },
): Promise<RosterNow> {
  const roster = await lockRosterAt(act, at);
  await act.tx.run('UPDATE roster SET name_zh = $2, name_en = $3 WHERE id = $1', [
    roster.id,
    names.nameZh,
    names.nameEn,
  ]);
  return changed(act, roster, 'ROSTER_RENAMED', { nameZh: roster.nameZh, nameEn: roster.nameEn }, { ...names });
}

/**
 * Routes find it no more, or again. Tasks that its members have already stay with them.
 * @throws Refusal NOT_FOUND, STALE_VERSION, NOT_ALLOWED, WRONG_STATE
 */
export async function closeRoster(act: Act, at: RosterAt, closed: boolean): Promise<RosterNow> {
  const roster = await lockRosterAt(act, at);
  if (roster.closed === closed) throw new Refusal('WRONG_STATE', { state: closed ? 'CLOSED' : 'OPEN' });
  await act.tx.run('UPDATE roster SET closed = $2 WHERE id = $1', [roster.id, closed]);
  return changed(act, roster, closed ? 'ROSTER_CLOSED' : 'ROSTER_REOPENED', { closed: !closed }, { closed });
}

/** The list as it is now, locked, of a unit that the actor governs. @throws Refusal NOT_FOUND, NOT_ALLOWED */
export async function lockRoster(act: Act, rosterId: string): Promise<Roster> {
  const roster = await act.tx.maybe<Roster>(
    `SELECT id, unit_id AS "unitId", name_zh AS "nameZh", name_en AS "nameEn", closed, version FROM roster WHERE id = $1 FOR NO KEY UPDATE`,
    [rosterId],
  );
  if (roster === undefined) throw new Refusal('NOT_FOUND');
  await assertGoverns(act, [roster.unitId]);
  return roster;
}

async function lockRosterAt(act: Act, { rosterId, version }: RosterAt): Promise<Roster> {
  const roster = await lockRoster(act, rosterId);
  if (roster.version !== version) throw new Refusal('STALE_VERSION', { version: roster.version });
  return roster;
}

async function changed(
  act: Act,
  { id, unitId }: Roster,
  action: string,
  before: Facts,
  after: Facts,
): Promise<RosterNow> {
  const { version } = await act.tx.one<{ version: number }>(
    'UPDATE roster SET version = version + 1 WHERE id = $1 RETURNING version',
    [id],
  );
  act.audit({ action, unitId, subject: `roster:${id}`, before, after });
  return { rosterId: id, version };
}
