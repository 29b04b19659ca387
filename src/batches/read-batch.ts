import type { Facts } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';
import type { BatchKind, BatchState, ItemState } from './batch.ts';
import { countItems } from './count-items.ts';

export interface BatchView {
  readonly id: string;
  readonly kind: BatchKind;
  readonly state: BatchState;
  readonly orderedBy: { readonly id: string; readonly name: string };
  readonly params: Facts;
  readonly reason: string | null;
  readonly total: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

const COLUMNS = `b.id, b.kind, b.state, jsonb_build_object('id', a.id, 'name', a.name) AS "orderedBy", b.params, b.reason, b.total,
  b.created_at AS "createdAt", b.ended_at AS "endedAt" FROM batch b JOIN account a ON a.id = b.ordered_by`;

/** Undefined for a batch that is not there. */
export async function findBatch(
  sql: Tx,
  batchId: string,
): Promise<(BatchView & { counts: Record<ItemState, number> }) | undefined> {
  const view = await sql.maybe<BatchView & Record<string, unknown>>(`SELECT ${COLUMNS} WHERE b.id = $1`, [batchId]);
  if (view === undefined) return undefined;
  const { PENDING = 0, DONE = 0, REFUSED = 0, FAILED = 0, CANCELED = 0 } = await countItems(sql, batchId);
  return { ...view, counts: { PENDING, DONE, REFUSED, FAILED, CANCELED } };
}

/** Newest first; those one person ordered, or all. */
export function listBatches(
  sql: Tx,
  orderedBy: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<BatchView[]> {
  return sql.rows<BatchView & Record<string, unknown>>(
    `SELECT ${COLUMNS} WHERE ($1::uuid IS NULL OR b.ordered_by = $1) AND ($2::uuid IS NULL OR b.id < $2) ORDER BY b.id DESC LIMIT $3`,
    [orderedBy ?? null, before ?? null, limit],
  );
}

export interface ItemView {
  readonly n: number;
  readonly step: string;
  readonly caseId: string | null;
  readonly taskId: string | null;
  readonly target: Facts;
  readonly state: ItemState;
  /** DONE, or why it was refused; null while it waits. */
  readonly code: string | null;
  readonly facts: Facts;
  readonly endedAt: Date | null;
}

/** In the order of their numbers. */
export function listItems(
  sql: Tx,
  batchId: string,
  { state, after, limit }: { state: ItemState | undefined; after: number; limit: number },
): Promise<ItemView[]> {
  return sql.rows<ItemView & Record<string, unknown>>(
    `SELECT n, step, case_id AS "caseId", task_id AS "taskId", target, state, code, facts, ended_at AS "endedAt" FROM batch_item
     WHERE batch_id = $1 AND n > $2 AND ($3::text IS NULL OR state = $3) ORDER BY n LIMIT $4`,
    [batchId, after, state ?? null, limit],
  );
}
