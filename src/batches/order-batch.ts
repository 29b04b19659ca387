import type { Act } from '../acts/act.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import type { BatchKind } from './batch.ts';

export interface BatchOrder {
  readonly kind: BatchKind;
  /** In whose chain the order is on record. */
  readonly unitId: string;
  readonly params: Facts;
  readonly reason: string | null;
  readonly items: readonly NewItem[];
}

export interface NewItem {
  readonly step: string;
  /** Items of a wave begin when all of the waves before have ended. */
  readonly wave?: number;
  readonly caseId?: string;
  readonly taskId?: string;
  readonly target?: Facts;
}

/**
 * Writes down what is to be done to many records; the relay starts the workflow that does it, so that nothing ordered can be lost with
 * the engine.
 * @throws Refusal NOTHING_TO_DO
 */
export function orderBatch(act: Act, { kind, unitId, params, reason, items }: BatchOrder): Facts {
  if (items.length === 0) throw new Refusal('NOTHING_TO_DO');
  act.tx.send(
    `WITH ordered AS (
       INSERT INTO batch (id, kind, state, ordered_by, unit_id, params, reason, total, created_at, start_at)
       VALUES ($1, $2, 'ORDERED', $3, $4, $5, $6, $7, $8, $8) RETURNING id)
     INSERT INTO batch_item (batch_id, n, wave, step, case_id, task_id, target)
     SELECT ordered.id, i.n, i.wave, i.step, i."caseId", i."taskId", i.target
     FROM ordered, jsonb_to_recordset($9::jsonb) AS i(n int, wave int, step text, "caseId" uuid, "taskId" uuid, target jsonb)`,
    [
      act.id,
      kind,
      act.actor.id,
      unitId,
      JSON.stringify(params),
      reason,
      items.length,
      act.now,
      JSON.stringify(items.map((item, n) => ({ wave: 0, target: {}, ...item, n: n + 1 }))),
    ],
  );
  act.audit({
    action: 'BATCH_ORDERED',
    unitId,
    subject: `batch:${act.id}`,
    after: { kind, total: items.length, ...params },
  });
  return { batchId: act.id, state: 'ORDERED', total: items.length };
}
