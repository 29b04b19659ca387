import type { StageRule } from '../route.ts';
import { everyRule, isOwedByCompany } from './rules-for.ts';

export interface ApproverFault {
  readonly code:
    | 'STAGE_NOT_EARLIER'
    | 'CHOOSER_CANNOT_CHOOSE'
    | 'FALLBACK_NOT_POSSIBLE'
    | 'FALLBACK_REPEATS'
    | 'AUTOMATIC_NOT_POSSIBLE';
  readonly names: string;
}

/**
 * What a stage says of its approvers has to be possible: it refers only to stages surely decided before it, its fallback asks somebody else,
 * and the system decides nothing that takes a person.
 */
export function checkApprovers(stage: StageRule, earlier: readonly StageRule[]): ApproverFault[] {
  return [...references(stage, earlier), ...fallbacks(stage), ...automatic(stage)];
}

function references({ approvers, fallback, overdueTo }: StageRule, earlier: readonly StageRule[]): ApproverFault[] {
  const faults: ApproverFault[] = [];
  const known = (name: string) => earlier.find(({ key }) => key === name);
  for (const rule of everyRule([...approvers, ...fallback, ...overdueTo])) {
    const inner = rule.kind === 'CHOSEN_AT' || rule.kind === 'CHOSEN_BY_APPLICANT' ? rule.from : [];
    const named = [rule, ...inner].flatMap((one) => {
      if (one.kind === 'DECIDER' || one.kind === 'CHOSEN_AT') return [one.stage];
      return one.kind === 'SUPERIOR' && one.ofStage !== undefined ? [one.ofStage] : [];
    });
    for (const names of named) if (known(names) === undefined) faults.push({ code: 'STAGE_NOT_EARLIER', names });
    if (rule.kind !== 'CHOSEN_AT') continue;
    // Choosing is part of an approval; a signature is none.
    const chooser = known(rule.stage);
    if (chooser !== undefined && (!chooser.outcomes.includes('APPROVE') || isOwedByCompany(chooser.approvers))) {
      faults.push({ code: 'CHOOSER_CANNOT_CHOOSE', names: rule.stage });
    }
  }
  return faults;
}

/** What the company owes nobody else does; and asking the same people again finds nobody again. */
function fallbacks({ approvers, fallback }: StageRule): ApproverFault[] {
  const isOwed = approvers.some(({ kind }) => kind === 'COMPANY') && fallback.length > 0;
  const faults: ApproverFault[] = [];
  if (isOwed || fallback.some(({ kind }) => kind === 'COMPANY')) {
    faults.push({ code: 'FALLBACK_NOT_POSSIBLE', names: 'fallback' });
  }
  const asked = new Set(approvers.map((rule) => JSON.stringify(rule)));
  for (const rule of fallback) {
    if (asked.has(JSON.stringify(rule))) faults.push({ code: 'FALLBACK_REPEATS', names: rule.kind });
  }
  return faults;
}

/** A signature, a form's own checks and what a company owes take a person. */
function automatic(stage: StageRule): ApproverFault[] {
  const needsPerson = stage.outcomes.includes('SIGN') || isOwedByCompany(stage.approvers);
  const mayPass = !needsPerson && stage.form === undefined && stage.outcomes.includes('APPROVE');
  const mayReject = !needsPerson && stage.outcomes.includes('REJECT');
  const impossible = [
    ...(stage.onNobody === 'PASS' && !mayPass ? ['onNobody'] : []),
    ...(stage.onNobody === 'REJECT' && !mayReject ? ['onNobody'] : []),
    ...(stage.onApplicant === 'SKIP' && !mayPass ? ['onApplicant'] : []),
    ...(stage.onRepeat === 'SKIP' && !mayPass ? ['onRepeat'] : []),
  ];
  return impossible.map((names) => ({ code: 'AUTOMATIC_NOT_POSSIBLE', names }));
}
