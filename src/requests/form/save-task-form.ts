import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { SentValues } from '../../domain/forms/values.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { REQUEST } from '../../domain/requests/kind.ts';
import type { AtHand } from '../../tasks/operations/at-hand.ts';
import { worksFor } from '../../tasks/people/holding.ts';
import { kindOf } from '../kinds.ts';
import { readRequest } from '../request.ts';
import { assertFillsIn } from './fills-in.ts';
import { checkedSaving, keepRevision } from './save-request.ts';

/**
 * The people of a stage, or whom they delegated it to, fill in what of the form is theirs before it is decided; `seen` is the version they saw.
 * @throws Refusal NOT_FOUND for a task of another process, STALE_VERSION, FORM_FAULTY and those of `assertFillsIn`
 */
export async function saveTaskForm(
  act: Act,
  actor: Actor,
  atHand: AtHand,
  seen: number,
  sent: SentValues,
): Promise<Facts> {
  const { task, snapshot } = atHand;
  if (snapshot.process !== REQUEST || task.stageKind === 'SUPPLEMENT') throw new Refusal('NOT_FOUND');
  assertFillsIn(atHand, actor.id);
  act.standInFor(worksFor(task, actor.id));
  const request = await readRequest(act.tx, task.caseId);
  const { body: kind } = await kindOf(act.tx, request, act.now);
  const checked = await checkedSaving(act, actor, request, kind, {
    seen,
    sent,
    by: { kind: 'STAGE', stage: task.stageKey },
  });
  return keepRevision(act, request, checked, task.stageKey);
}
