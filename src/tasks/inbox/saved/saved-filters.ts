import type { Act } from '../../../acts/act.ts';
import type { SavedSearch } from '../../../domain/inbox/saved-filter.ts';
import { Refusal, type Facts } from '../../../domain/refusal.ts';
import { unitOfAccount } from '../../../organisation/unit-of-account.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { currentPolicy } from '../../../policies/current.ts';

export interface FilterWish {
  readonly name: string;
  /** What the inbox opens with; of one person's filters at most one is. */
  readonly isDefault: boolean;
  readonly search: SavedSearch;
}

export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly list: string;
  /** Null for decisions, which have one order. */
  readonly sort: string | null;
  readonly filter: Facts;
  readonly version: number;
}

const COLUMNS = 'id, name, is_default AS "isDefault", list, sort, filter, version';

/** Somebody's own, by name; never more than the policy allows, so that one answer holds them all. */
export function listFilters(sql: Tx, accountId: string): Promise<SavedFilter[]> {
  return sql.rows<SavedFilter & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM saved_filter WHERE account_id = $1 ORDER BY name, id`,
    [accountId],
  );
}

/** Another's does not exist. @throws Refusal NOT_FOUND */
export async function assertOwnFilter(sql: Tx, accountId: string, filterId: string): Promise<void> {
  const row = await sql.maybe('SELECT FROM saved_filter WHERE id = $1 AND account_id = $2', [filterId, accountId]);
  if (row === undefined) throw new Refusal('NOT_FOUND');
}

/** @throws Refusal TOO_MANY_FILTERS, FILTER_NAME_TAKEN */
export async function saveFilter(act: Act, accountId: string, wish: FilterWish): Promise<Facts> {
  await lockFilters(act.tx, accountId);
  const { body } = await currentPolicy(act.tx, 'PROCESS_POLICY', 'TASKS', act.now);
  const { savedFilters: maximum } = body.inbox;
  const { saved } = await act.tx.one<{ saved: number }>(
    'SELECT count(*)::int AS saved FROM saved_filter WHERE account_id = $1',
    [accountId],
  );
  if (saved >= maximum) throw new Refusal('TOO_MANY_FILTERS', { maximum });
  await makeRoom(act.tx, accountId, act.id, wish);
  act.tx.send(
    `INSERT INTO saved_filter (id, account_id, name, is_default, list, sort, filter, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [act.id, accountId, ...valuesOf(wish), act.now],
  );
  await noteChange(act, 'INBOX_FILTER_SAVED', accountId, act.id);
  return { filterId: act.id, version: 1 };
}

/** @throws Refusal STALE_VERSION, FILTER_NAME_TAKEN, NOT_FOUND */
export async function changeFilter(act: Act, accountId: string, at: Seen, wish: FilterWish): Promise<Facts> {
  await assertSeen(act.tx, accountId, at);
  await makeRoom(act.tx, accountId, at.filterId, wish);
  act.tx.send(
    `UPDATE saved_filter SET name = $2, is_default = $3, list = $4, sort = $5, filter = $6, version = version + 1 WHERE id = $1`,
    [at.filterId, ...valuesOf(wish)],
  );
  await noteChange(act, 'INBOX_FILTER_SAVED', accountId, at.filterId);
  return { filterId: at.filterId, version: at.version + 1 };
}

/** @throws Refusal STALE_VERSION, NOT_FOUND */
export async function removeFilter(act: Act, accountId: string, at: Seen): Promise<Facts> {
  await assertSeen(act.tx, accountId, at);
  act.tx.send('DELETE FROM saved_filter WHERE id = $1', [at.filterId]);
  await noteChange(act, 'INBOX_FILTER_REMOVED', accountId, at.filterId);
  return { filterId: at.filterId };
}

export interface Seen {
  readonly filterId: string;
  readonly version: number;
}

/** One person's filters change one after the other: their number and the one default are theirs together. */
async function lockFilters(tx: Tx, accountId: string): Promise<void> {
  await tx.one('SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
}

async function assertSeen(tx: Tx, accountId: string, { filterId, version }: Seen): Promise<void> {
  await lockFilters(tx, accountId);
  const row = await tx.maybe<{ version: number }>(
    'SELECT version FROM saved_filter WHERE id = $1 AND account_id = $2',
    [filterId, accountId],
  );
  if (row === undefined) throw new Refusal('NOT_FOUND');
  if (row.version !== version) throw new Refusal('STALE_VERSION', { version: row.version });
}

async function makeRoom(tx: Tx, accountId: string, filterId: string, { name, isDefault }: FilterWish): Promise<void> {
  const namesake = await tx.maybe('SELECT FROM saved_filter WHERE account_id = $1 AND name = $2 AND id <> $3', [
    accountId,
    name,
    filterId,
  ]);
  if (namesake !== undefined) throw new Refusal('FILTER_NAME_TAKEN');
  if (!isDefault) return;
  tx.send(
    'UPDATE saved_filter SET is_default = false, version = version + 1 WHERE account_id = $1 AND is_default AND id <> $2',
    [accountId, filterId],
  );
}

function valuesOf({ name, isDefault, search }: FilterWish): readonly unknown[] {
  const sort = 'sort' in search ? search.sort : null;
  return [name, isDefault, search.list, sort, JSON.stringify(search.filter)];
}

/** The names people give, and what they look for, stay out of the record. */
async function noteChange(act: Act, action: string, accountId: string, filterId: string): Promise<void> {
  act.audit({ action, unitId: await unitOfAccount(act.tx, accountId), subject: `inbox-filter:${filterId}` });
}
