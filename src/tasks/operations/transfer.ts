import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertHolder } from '../people/holding.ts';
import { assertReceiver } from '../people/receiver.ts';
import { giveTask } from '../runs/give-task.ts';
import { assertStageOffers } from './offered.ts';
import { ruleOf } from '../runs/rules.ts';
import { assertInPhase } from '../snapshot.ts';
import type { AtHand } from './at-hand.ts';

export interface TransferInput {
  /** The account that decides instead. */
  readonly to: string;
  readonly reason: string;
}

/**
 * Somebody else decides instead (转办): the task is theirs alone, its deadline runs on, and whoever could take it before no longer can.
 * @throws Refusal TRANSFER_NOT_POSSIBLE, OPERATION_NOT_OFFERED, RECEIVER_NOT_POSSIBLE and those of `assertHolder`
 */
export async function transferTask(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { to, reason }: TransferInput,
): Promise<Facts> {
  assertHolder(task, actor.id);
  const phase = assertInPhase(snapshot, task.phaseSeq);
  if (task.stageKind === 'SUPPLEMENT') throw new Refusal('TRANSFER_NOT_POSSIBLE');
  const rule = ruleOf(snapshot, phase, task.stageKey);
  assertStageOffers(rule, 'TRANSFER');
  // What an outsider owes is never taken over by staff, nor handed to another company's people.
  if (rule.approvers.some(({ kind }) => kind === 'COMPANY')) throw new Refusal('TRANSFER_NOT_POSSIBLE');
  await assertReceiver(act.tx, { taskId: task.id, from: actor.id, to });
  await giveTask(act, snapshot, rule, task, { kind: 'TRANSFER', from: actor.id, to, reason });
  return { taskId: task.id, to };
}
