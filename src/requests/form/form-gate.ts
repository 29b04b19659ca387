import { businessDate } from '../../domain/admission/business-date.ts';
import { checkHandingIn } from '../../domain/forms/check-form.ts';
import type { Gate } from '../../tasks/deciding/gates.ts';
import { kindOf } from '../kinds.ts';
import { readRequest } from '../request.ts';
import { assertSound } from './assert-sound.ts';

/** An approval says yes to a form of which this stage's part is complete; the decision keeps which version that was. */
export const requestFormGate: Gate = async (act, { snapshot, task, answer }) => {
  const request = await readRequest(act.tx, snapshot.id);
  if (answer.outcome === 'APPROVE') {
    const { form } = (await kindOf(act.tx, request, act.now)).body;
    const by = { kind: 'STAGE', stage: task.stageKey } as const;
    assertSound(form.fields, checkHandingIn(form.fields, request.values, by, businessDate(act.now)));
  }
  return { details: { formVersion: request.version } };
};
