import type { Act } from '../../acts/act.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertGovernsAccount } from '../../organisation/governs.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { assertOpen } from '../people/holding.ts';
import { assertReceiver } from '../people/receiver.ts';
import { isSoleHolder } from '../people/sole-holder.ts';
import { giveTask } from '../runs/give-task.ts';
import { ruleOf } from '../runs/rules.ts';
import { assertInPhase } from '../snapshot.ts';

export interface HandOver {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/**
 * An administrator gives the task of somebody who leaves to somebody else (离职交接), also one that is suspended or whose turn has not come.
 * @throws Refusal HAND_OVER_NOT_NEEDED, TRANSFER_NOT_POSSIBLE, RECEIVER_NOT_POSSIBLE, NOT_ALLOWED, ALREADY_DECIDED, SUPERSEDED, IN_TRANSITION,
 * CASE_CLOSED, CASE_CLOSING
 */
export async function handOverTask(
  act: Act,
  { task, snapshot }: AtHand,
  { from, to, reason }: HandOver,
): Promise<Facts> {
  await assertGovernsAccount(act, from);
  const phase = assertInPhase(snapshot, task.phaseSeq);
  if (task.state !== 'SUSPENDED') assertOpen(task);
  if (task.stageKind === 'SUPPLEMENT') throw new Refusal('TRANSFER_NOT_POSSIBLE');
  const rule = ruleOf(snapshot, phase, task.stageKey);
  if (rule.approvers.some(({ kind }) => kind === 'COMPANY')) throw new Refusal('TRANSFER_NOT_POSSIBLE');
  if (!(await isSoleHolder(act.tx, from, task.id))) throw new Refusal('HAND_OVER_NOT_NEEDED');
  await assertReceiver(act.tx, { taskId: task.id, from, to });
  await giveTask(act, snapshot, rule, task, { kind: 'HAND_OVER', from, to, reason, facts: { from } });
  return { taskId: task.id, to };
}
