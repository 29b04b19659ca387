import { everyRule } from './approvers/rules-for.ts';
import type { PhaseOrder } from './phase-order.ts';
import type { StageRule } from './route.ts';
import { stagesAfter } from './stages-after.ts';

export interface WayFault {
  readonly code: 'NO_WAY_ON' | 'UNKNOWN_EXCLUDE' | 'EXCLUDE_NOT_EARLIER' | 'DECIDED_BY_APPLICANT' | 'SIDE_MISSING';
  readonly names?: string;
}

/** A stage can come to an end that leads on, and keeps apart from it only what is decided when it opens (ORG-09). */
export function wayFaults(stage: StageRule, own: readonly StageRule[], past: readonly StageRule[]): WayFault[] {
  const faults: WayFault[] = [];
  if (!stage.outcomes.includes('APPROVE') && !stage.outcomes.includes('SIGN')) faults.push({ code: 'NO_WAY_ON' });
  for (const names of stage.excludes) {
    const isHere = own.some(({ key }) => key === names);
    if (!isHere && !past.some(({ key }) => key === names)) faults.push({ code: 'UNKNOWN_EXCLUDE', names });
    // Of two that may be open at once, either could still be decided by whoever decided the other.
    else if (isHere && !stagesAfter(own, names).has(stage.key)) faults.push({ code: 'EXCLUDE_NOT_EARLIER', names });
  }
  return faults;
}

/** Whether the right side is asked: the operator decides about an applicant, never the applicant. */
export function checkSides(stage: StageRule, decidedBy: PhaseOrder[number]['decidedBy']): WayFault[] {
  const asksCompany = everyRule([...stage.approvers, ...stage.fallback]).some(({ kind }) => kind === 'COMPANY');
  return decidedBy === 'STAFF' && asksCompany ? [{ code: 'DECIDED_BY_APPLICANT' }] : [];
}

/** Which side's signature a phase lacks in which both have to sign. */
export function missingSides(stages: readonly StageRule[], decidedBy: PhaseOrder[number]['decidedBy']): WayFault[] {
  if (decidedBy !== 'BOTH_SIDES') return [];
  const signing = stages.filter(({ outcomes }) => outcomes.includes('SIGN'));
  const isCompanys = ({ approvers }: StageRule) => approvers.some(({ kind }) => kind === 'COMPANY');
  return [
    ...(signing.some((stage) => !isCompanys(stage)) ? [] : ['OPERATOR']),
    ...(signing.some(isCompanys) ? [] : ['PARTNER']),
  ].map((names) => ({ code: 'SIDE_MISSING', names }));
}

/** Joins close only when the stages can be put in an order: those that wait for each other, and whatever comes after them, never open. */
export function neverOpen(stages: readonly StageRule[]): string[] {
  const waiting = new Set(stages.map((stage) => stage.key));
  for (;;) {
    const ready = stages.filter(({ key, after }) => waiting.has(key) && !after.some((name) => waiting.has(name)));
    if (ready.length === 0) return [...waiting];
    for (const { key } of ready) waiting.delete(key);
  }
}
