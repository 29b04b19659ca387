import { z } from 'zod';
import { BATCH_KINDS, BATCH_STATES, ITEM_STATES } from '../../../batches/batch.ts';
import { findBatch, type BatchView } from '../../../batches/read-batch.ts';
import { permissionsOf, type Actor } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { InstantSchema, Progress } from '../tasks/schemas.ts';

export const BatchParams = z.object({ batchId: z.uuid() });
const FactsSchema = z.record(z.string(), z.unknown()).meta({ description: 'Ids, codes and numbers.' });

export const BatchOrdered = z
  .object({ batchId: z.uuid(), state: z.literal('ORDERED'), total: z.number().int(), progress: Progress })
  .meta({ id: 'BatchOrdered' });

export const BatchSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(BATCH_KINDS),
    state: z.enum(BATCH_STATES),
    orderedBy: z.object({ id: z.uuid(), name: z.string() }),
    params: FactsSchema,
    reason: z.string().nullable(),
    total: z.number().int(),
    createdAt: InstantSchema,
    endedAt: InstantSchema.nullable(),
  })
  .meta({ id: 'Batch' });

export const ItemState = z.enum(ITEM_STATES);

export const BatchItemSchema = z
  .object({
    n: z.number().int(),
    step: z.string(),
    caseId: z.uuid().nullable(),
    taskId: z.uuid().nullable(),
    target: FactsSchema,
    state: ItemState,
    code: z.string().nullable().meta({ description: 'DONE, or why not; null while it waits.' }),
    facts: FactsSchema,
    endedAt: InstantSchema.nullable(),
  })
  .meta({ id: 'BatchItem' });

/** A batch is its orderer's, and of those who look after the whole. @throws Refusal NOT_FOUND */
export async function visibleBatch(sql: Tx, actor: Actor, batchId: string) {
  const batch = await findBatch(sql, batchId);
  if (batch === undefined || !maySee(actor, batch)) throw new Refusal('NOT_FOUND');
  return batch;
}

function maySee(actor: Actor, { orderedBy }: BatchView): boolean {
  return orderedBy.id === actor.id || permissionsOf(actor).has('READ_AUDIT');
}
