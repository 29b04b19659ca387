import type { Act } from '../../acts/act.ts';
import type { EventParams } from '../../domain/messages/events.ts';
import type { RequestEnd } from '../../domain/requests/next-step.ts';
import { AUTOMATIC_REASONS, isAutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import { performEffects } from '../../requests/effects/perform-effects.ts';
import { caseParams } from '../../tasks/case-params.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import type { Ended, Ending } from './ending.ts';

type End = RequestEnd | 'WITHDRAWN' | 'CANCELED';

/** How a request of any kind ends: approved to its end it does what its kind says, all of it or none, in the transaction that closes it. */
export const requestEnding: Ending = {
  async finish(act, snapshot, outcome): Promise<Ended> {
    const end = endOf(outcome);
    const common = {
      process: snapshot.process,
      group: 'APPLICANT' as const,
      accountIds: await applicantAccounts(act.tx, snapshot),
      ref: `case:${snapshot.id}:${snapshot.generation}`,
      caseId: snapshot.id,
    };
    const params = caseParams(snapshot);
    switch (end) {
      case 'DONE': {
        const { outcome: chosen, title, done } = await performEffects(act, snapshot);
        act.tell({
          ...common,
          event: 'REQUEST_DONE',
          params: { ...params, outcome: title, reason: await reasonOf(act, snapshot, 'APPROVE') },
        });
        return { state: end, outcome: chosen ?? end, told: { outcome: chosen ?? end, effects: done } };
      }
      case 'REJECTED':
        act.tell({
          ...common,
          event: 'REQUEST_REJECTED',
          params: { ...params, reasons: await groundsOf(act, snapshot) },
        });
        break;
      case 'EXPIRED':
        act.tell({ ...common, event: 'REQUEST_EXPIRED', params });
        break;
      case 'WITHDRAWN':
        act.tell({ ...common, event: 'REQUEST_WITHDRAWN', params });
        break;
      case 'CANCELED':
        act.tell({ ...common, event: 'CASE_CANCELED', params: { ...params, reason: null } });
        break;
    }
    return { state: end, outcome: end, told: {} };
  },
};

/** What the last of the people wrote who gave this word. */
async function reasonOf(act: Act, { id }: CaseSnapshot, word: 'APPROVE' | 'REJECT'): Promise<string | null> {
  return (await lastWord(act, id, word))?.reason ?? null;
}

async function groundsOf(act: Act, { id }: CaseSnapshot): Promise<EventParams<'REQUEST_REJECTED'>['reasons']> {
  const word = await lastWord(act, id, 'REJECT');
  const code = word?.reasonCode ?? '';
  const reason = word?.reason ?? '';
  return [
    ...(isAutomaticReason(code) ? [AUTOMATIC_REASONS[code]] : []),
    ...(reason === '' ? [] : [{ zh: reason, en: reason }]),
  ];
}

function lastWord(act: Act, caseId: string, word: 'APPROVE' | 'REJECT') {
  return act.tx.maybe<{ reasonCode: string | null; reason: string | null }>(
    `SELECT reason_code AS "reasonCode", reason FROM decision WHERE case_id = $1 AND outcome = $2 AND taken_back_at IS NULL
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    [caseId, word],
  );
}

function endOf(outcome: string): End {
  switch (outcome) {
    case 'DONE':
    case 'REJECTED':
    case 'EXPIRED':
    case 'WITHDRAWN':
    case 'CANCELED':
      return outcome;
    default:
      throw new Error(`A request cannot end ${outcome}`);
  }
}
