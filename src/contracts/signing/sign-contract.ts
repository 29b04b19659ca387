import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { AtHand } from '../../tasks/operations/at-hand.ts';
import { decideTask } from '../../tasks/deciding/decide.ts';
import type { Gates } from '../../tasks/deciding/gates.ts';
import { liveContract } from '../contract.ts';

export interface SigningInput {
  /** Hash of the document the person read. */
  readonly sha256: string;
  readonly ip: string;
}

/**
 * Signs the contract of a case by deciding one's signature task. Who it is was asked again before the act (`reauthenticate`).
 * @throws Refusal DOCUMENT_CHANGED, SIGN_ORDER, WRONG_STATE and those of `decideTask`
 */
export async function signContract(
  act: Act,
  actor: Actor,
  atHand: AtHand,
  { sha256, ip }: SigningInput,
  gates: Gates,
): Promise<Facts> {
  const contract = await liveContract(act.tx, atHand.task.caseId);
  if (contract?.sha256 != null && contract.sha256 !== sha256) throw new Refusal('DOCUMENT_CHANGED');
  return decideTask(act, actor, atHand, { outcome: 'SIGN', ip }, gates);
}
