import type { Act } from '../acts/act.ts';
import type { Actor } from '../domain/access/actor.ts';
import { businessDate } from '../domain/admission/business-date.ts';
import { checkHandingIn } from '../domain/forms/check-form.ts';
import { changedFields, type FormValues } from '../domain/forms/values.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import type { AtHand } from '../tasks/operations/at-hand.ts';
import { supplementTask } from '../tasks/deciding/supplement.ts';
import { assertHolder } from '../tasks/people/holding.ts';
import { assertSound } from './form/assert-sound.ts';
import { kindOf } from './kinds.ts';
import { readRequest } from './request.ts';

/**
 * Whoever asked answers a return: the form is complete again, and something in it is not as it was returned.
 * @throws Refusal OUTCOME_NOT_OFFERED, DECLARATION_MISSING, FORM_FAULTY, NOTHING_CHANGED and those of `supplementTask`
 */
export async function supplementRequest(act: Act, actor: Actor, atHand: AtHand, declared: boolean): Promise<Facts> {
  const { task } = atHand;
  assertHolder(task, actor.id);
  if (task.stageKind !== 'SUPPLEMENT') throw new Refusal('OUTCOME_NOT_OFFERED', { outcome: 'SUPPLEMENT' });
  const request = await readRequest(act.tx, task.caseId);
  const { body: kind } = await kindOf(act.tx, request, act.now);
  if (kind.declaration && !declared) throw new Refusal('DECLARATION_MISSING');
  const { fields } = kind.form;
  assertSound(fields, checkHandingIn(fields, request.values, { kind: 'APPLICANT' }, businessDate(act.now)));
  const changed = await changedSince(act, task, request.values);
  if (changed.length === 0) throw new Refusal('NOTHING_CHANGED');
  if (declared) {
    await act.tx.run('UPDATE request_form SET declared_by = $2, declared_at = $3 WHERE case_id = $1', [
      task.caseId,
      actor.id,
      act.now,
    ]);
  }
  return supplementTask(act, actor, atHand, changed);
}

/** Fields that are not as they were when the supplement was asked for; what was changed and changed back is no answer. */
async function changedSince(
  { tx }: Act,
  { caseId, stageId }: AtHand['task'],
  values: FormValues,
): Promise<readonly string[]> {
  const revisions = await tx.rows<{ before: FormValues; after: FormValues }>(
    `SELECT r.before, r.after FROM request_revision r JOIN stage s ON s.id = $2
     WHERE r.case_id = $1 AND r.stage_key IS NULL AND r.at >= s.opened_at ORDER BY r.n`,
    [caseId, stageId],
  );
  const touched = new Set(revisions.flatMap(({ before, after }) => changedFields(before, after)));
  const returned: Record<string, FormValues[string]> = {};
  // The first change of a field since then says what it was.
  for (const key of touched) {
    const first = revisions.find(({ before, after }) => changedFields(before, after).includes(key));
    const was = first?.before[key];
    if (was !== undefined) returned[key] = was;
  }
  const now = Object.fromEntries(Object.entries(values).filter(([key]) => touched.has(key)));
  return changedFields(returned, now);
}
