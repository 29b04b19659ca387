import type { Act } from '../acts/act.ts';
import type { Actor } from '../domain/access/actor.ts';
import type { Facts } from '../domain/refusal.ts';
import { REQUEST } from '../domain/requests/kind.ts';
import { supplementRequest } from '../requests/supplement-request.ts';
import type { AtHand } from '../tasks/operations/at-hand.ts';
import { supplementAdmission } from './supplement-admission.ts';

/** What whoever asked hands in after a return, by the rules of the case's process. */
export function supplementCase(act: Act, actor: Actor, atHand: AtHand, declared: boolean): Promise<Facts> {
  const supplement = atHand.snapshot.process === REQUEST ? supplementRequest : supplementAdmission;
  return supplement(act, actor, atHand, declared);
}
