import { z } from 'zod';
import type { Act } from '../../acts/act.ts';
import { orderBatch } from '../../batches/order-batch.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { OwnReasonCode } from '../../domain/tasks/reasons/own-reason-code.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import { currentPolicy } from '../../policies/current.ts';

/**
 * What many tasks may be decided at once: one word with one reason. Nobody signs in bulk, and what an applicant has to mend is named case
 * by case.
 */
export const BulkDecision = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('APPROVE'), reasonCode: OwnReasonCode.optional() }),
  z.strictObject({ outcome: z.literal('REJECT'), reasonCode: OwnReasonCode.optional() }),
  z.strictObject({
    outcome: z.literal('RETURN'),
    reasonCode: OwnReasonCode.optional(),
    returnTo: z
      .string()
      .min(1)
      .max(60)
      .refine((to) => to !== 'applicant', 'NOT_TO_THE_APPLICANT'),
    resume: z.enum(['FORWARD', 'BACK']).default('FORWARD'),
  }),
]);
export type BulkDecision = z.output<typeof BulkDecision>;

/**
 * Orders the same word on many tasks (批量处理). Whether each may be decided so, by this person, is asked when its turn comes.
 * @throws Refusal TOO_MANY_ITEMS
 */
export async function orderBulkDecision(
  act: Act,
  actorId: string,
  taskIds: readonly string[],
  decision: BulkDecision,
  reason: string | undefined,
): Promise<Facts> {
  const { body } = await currentPolicy(act.tx, 'PROCESS_POLICY', 'TASKS', act.now);
  const { maxItems } = body.bulk;
  if (taskIds.length > maxItems) throw new Refusal('TOO_MANY_ITEMS', { maximum: maxItems, given: taskIds.length });
  return orderBatch(act, {
    kind: 'BULK_DECISION',
    unitId: await unitOfAccount(act.tx, actorId),
    params: paramsOf(decision),
    reason: reason ?? null,
    items: taskIds.map((taskId) => ({ step: 'DECIDE', taskId })),
  });
}

function paramsOf({ reasonCode, ...decision }: BulkDecision): Facts {
  return { ...decision, ...(reasonCode === undefined ? {} : { reasonCode }) };
}
