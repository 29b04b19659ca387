import type { Act } from '../acts/act.ts';
import { assertSupplementComplete, reopenReturnedItems } from '../admission/review.ts';
import { recordDeclaration } from '../admission/application/submit-application.ts';
import type { Actor } from '../domain/access/actor.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import type { AtHand } from '../tasks/operations/at-hand.ts';
import { assertHolder } from '../tasks/people/holding.ts';
import { supplementTask } from '../tasks/deciding/supplement.ts';

/** The applicant's answer to a return (ADM-02): every named item changed, everything valid today, the truth declared again. */
export async function supplementAdmission(act: Act, actor: Actor, atHand: AtHand, declared: boolean): Promise<Facts> {
  const { task } = atHand;
  const { caseId } = task;
  assertHolder(task, actor.id);
  if (task.stageKind !== 'SUPPLEMENT') throw new Refusal('OUTCOME_NOT_OFFERED', { outcome: 'SUPPLEMENT' });
  if (!declared) throw new Refusal('DECLARATION_MISSING');
  await assertSupplementComplete(act.tx, caseId, act.now);
  await recordDeclaration(act, caseId);
  return supplementTask(act, actor, atHand, await reopenReturnedItems(act, caseId));
}
