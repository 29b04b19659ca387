import type { Act } from '../../acts/act.ts';
import { orderBatch, type NewItem } from '../../batches/order-batch.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertGovernsAccount } from '../../organisation/governs.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import { headedBy, previewHandOver, type HandOverPlan } from './preview-hand-over.ts';

export interface HandOverOrder extends HandOverPlan {
  readonly reason: string;
  /** The receiver becomes head of the units this person heads. */
  readonly passHeads: boolean;
  /** The account is disabled, and every role ended, once nothing waits for this person any more. */
  readonly disable: boolean;
  readonly endRoles: boolean;
}

/** Tasks first, then the units, then the account, then the roles: each wave begins when the one before it has ended. */
const WAVES = { HAND_OVER: 0, PASS_HEAD: 1, DISABLE: 2, END_ROLE: 3 } as const;

/**
 * Orders the hand-over of everything that waits for one person alone (离职交接).
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, SAME_PERSON, RECEIVER_NOT_POSSIBLE, NOTHING_TO_DO
 */
export async function orderHandOver(act: Act, order: HandOverOrder): Promise<Facts> {
  const { accountId, to, reason } = order;
  const { tasks, roles } = await previewHandOver(act.tx, order);
  await assertGovernsAccount(act, accountId);
  if (to === accountId) throw new Refusal('RECEIVER_NOT_POSSIBLE', { reasonCode: 'YOURSELF' });
  if (order.disable && accountId === act.actor.id) throw new Refusal('SAME_PERSON');
  const known = new Set(tasks.map(({ taskId }) => taskId));
  const named = order.exceptions.filter(({ taskId }) => !known.has(taskId));
  const items: NewItem[] = [...tasks, ...named].map((task) => item('HAND_OVER', { to: task.to }, task.taskId));
  if (order.passHeads) {
    for (const { unitId } of await headedBy(act.tx, accountId)) items.push(item('PASS_HEAD', { unitId, to }));
  }
  if (order.disable) items.push(item('DISABLE', {}));
  if (order.endRoles) for (const { assignmentId } of roles) items.push(item('END_ROLE', { assignmentId }));
  return orderBatch(act, {
    kind: 'HAND_OVER',
    unitId: await unitOfAccount(act.tx, accountId),
    params: { accountId, to },
    reason,
    items,
  });
}

function item(step: keyof typeof WAVES, target: Facts, taskId?: string): NewItem {
  return { step, wave: WAVES[step], target, ...(taskId === undefined ? {} : { taskId }) };
}
