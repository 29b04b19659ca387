import type { PlainRule } from './approvers/approver-rule.ts';
import { everyRule } from './approvers/rules-for.ts';
import type { StageRule } from './route.ts';

export interface TimeFault {
  readonly code: 'DUE_MISSING' | 'OVERDUE_NOT_OFFERED' | 'OVERDUE_NOT_POSSIBLE';
  readonly names: string;
}

/** Forms behind which stands work that only people can vouch for: material seen, a contract drafted, a signature. */
const FORMS_OF_PEOPLE: ReadonlySet<string> = new Set(['MATERIAL_REVIEW', 'CONTRACT_DRAFT', 'SIGNATURE']);

/** What a stage may leave to the clock: only where it has a deadline, only words it offers, and never what a person alone can do. */
export function timeFaults(stage: StageRule): TimeFault[] {
  const { onOverdue, due, remindAfter, overdueGrace } = stage;
  const faults: TimeFault[] = [];
  const isAutomatic = onOverdue === 'APPROVE' || onOverdue === 'REJECT' || onOverdue === 'TRANSFER';
  if (due === undefined) {
    if (isAutomatic) faults.push({ code: 'DUE_MISSING', names: 'onOverdue' });
    if (remindAfter.length > 0) faults.push({ code: 'DUE_MISSING', names: 'remindAfter' });
    if (overdueGrace !== undefined) faults.push({ code: 'DUE_MISSING', names: 'overdueGrace' });
  }
  if ((onOverdue === 'APPROVE' || onOverdue === 'REJECT') && !stage.outcomes.includes(onOverdue)) {
    faults.push({ code: 'OVERDUE_NOT_OFFERED', names: onOverdue });
  }
  const isOwed = stage.approvers.some(({ kind }) => kind === 'COMPANY');
  const isWork = stage.form !== undefined && FORMS_OF_PEOPLE.has(stage.form);
  if ((onOverdue === 'APPROVE' && (isOwed || isWork)) || (onOverdue === 'TRANSFER' && isOwed)) {
    faults.push({ code: 'OVERDUE_NOT_POSSIBLE', names: onOverdue });
  }
  if (stage.overdueTo.length > 0 && (onOverdue !== 'TRANSFER' || everyRule(stage.overdueTo).some(isNotAsked))) {
    faults.push({ code: 'OVERDUE_NOT_POSSIBLE', names: 'overdueTo' });
  }
  return faults;
}

/** When time is up nobody has been chosen for it, and what a company owes is not the office's. */
function isNotAsked({ kind }: PlainRule): boolean {
  return kind === 'COMPANY' || kind === 'CHOSEN_AT' || kind === 'CHOSEN_BY_APPLICANT';
}
