import type { Act } from '../acts/act.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import type { BatchKind, BatchState } from './batch.ts';
import { tellEnd } from './tell-end.ts';

/**
 * Stops a batch: what is done stands, what is not is CANCELED. An item under way at this moment is waited for. Whoever ordered it is told when
 * somebody else stops it.
 * @throws Refusal NOT_FOUND, WRONG_STATE
 */
export async function cancelBatch(act: Act, batchId: string): Promise<Facts> {
  const batch = await act.tx.maybe<{ state: BatchState; unitId: string; kind: BatchKind; orderedBy: string }>(
    'SELECT state, unit_id AS "unitId", kind, ordered_by AS "orderedBy" FROM batch WHERE id = $1 FOR NO KEY UPDATE',
    [batchId],
  );
  if (batch === undefined) throw new Refusal('NOT_FOUND');
  const { state, unitId, kind, orderedBy } = batch;
  if (state === 'DONE' || state === 'CANCELED') throw new Refusal('WRONG_STATE', { state });
  act.tx.send(`UPDATE batch SET state = 'CANCELED', ended_at = $2 WHERE id = $1`, [batchId, act.now]);
  const canceled = await act.tx.run(
    `UPDATE batch_item SET state = 'CANCELED', ended_at = $2 WHERE batch_id = $1 AND state = 'PENDING'`,
    [batchId, act.now],
  );
  act.audit({
    action: 'BATCH_CANCELED',
    unitId,
    subject: `batch:${batchId}`,
    before: { state },
    after: { state: 'CANCELED', canceled },
  });
  if (orderedBy !== act.actor.id) await tellEnd(act, { id: batchId, kind, orderedBy });
  return { batchId, state: 'CANCELED', canceled };
}
