import type { Act } from '../../acts/act.ts';
import { isAutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import { applicantAccounts } from '../people/applicant-accounts.ts';
import type { Applied } from '../runs/apply-effects.ts';
import { isApproval } from '../runs/tell-ending.ts';
import { caseParams } from '../case-params.ts';
import type { Answer, NamedItem } from './gates.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';

/** Phase outcomes that are told to the applicant in the same transaction, and are therefore never taken back. */
export function isTold(phaseName: string, outcome: string): boolean {
  return outcome === 'REJECTED' || outcome === 'EXPIRED' || isApproval(phaseName, outcome);
}

/**
 * The outcome is told at once (ADM-06): the approval here, a return with the items it names here, a refusal by `closeCase`, which knows the date
 * and the contact that go with it.
 */
export async function tellDecision(
  act: Act,
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  answer: Answer,
  items: readonly NamedItem[],
  applied: Applied,
): Promise<void> {
  const supplement = applied.opened.find(({ kind }) => kind === 'SUPPLEMENT');
  const approved = !applied.isEndedBySystem && isApproval(phase.name, applied.ended?.outcome);
  if (supplement === undefined && !approved) return;
  const common = {
    process: snapshot.process,
    group: 'APPLICANT' as const,
    accountIds: await applicantAccounts(act.tx, snapshot),
    ref: `decision:${answer.decisionId}`,
    caseId: snapshot.id,
  };
  if (approved) {
    const automatic = answer.reasonCode !== null && isAutomaticReason(answer.reasonCode);
    act.tell({ ...common, event: 'APPLICATION_APPROVED', params: { ...caseParams(snapshot), automatic } });
  }
  if (supplement !== undefined) {
    act.tell({
      ...common,
      event: 'RETURNED_FOR_SUPPLEMENT',
      params: {
        ...caseParams(snapshot),
        taskId: supplement.taskIds[0] ?? '',
        stageTitleZh: supplement.title.zh,
        stageTitleEn: supplement.title.en,
        dueAt: supplement.dueAt?.toISOString() ?? null,
        items: [...items],
        reason: answer.reason,
      },
    });
  }
}
