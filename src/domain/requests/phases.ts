import type { ReopenablePhase } from '../tasks/reopen-phase.ts';
import type { PhaseOrder } from '../routes/phase-order.ts';
import type { Bilingual } from '../text.ts';

/** Ask, approve, do, report: the phases a request may have, in their order. Which of them a kind has says its route; REVIEW every one. */
export const REQUEST_PHASES = ['REVIEW', 'APPROVAL', 'EXECUTION', 'CONFIRMATION'] as const;
export type RequestPhase = (typeof REQUEST_PHASES)[number];

export const REQUEST_PHASE_NAMES: Readonly<Record<RequestPhase, Bilingual>> = {
  REVIEW: { zh: '审核', en: 'Review' },
  APPROVAL: { zh: '审批', en: 'Approval' },
  EXECUTION: { zh: '办理', en: 'Execution' },
  CONFIRMATION: { zh: '确认', en: 'Confirmation' },
};

/** Of a route with these phases; from each the case can go back to every earlier one. */
export function requestOrder(names: readonly string[]): PhaseOrder {
  const phases = requestPhases(names);
  return phases.map((name, index) => ({ name, returnsTo: phases.slice(0, index) }));
}

function requestPhases(names: readonly string[]): RequestPhase[] {
  return REQUEST_PHASES.filter((name) => name === 'REVIEW' || names.includes(name));
}

/** To which of these an administrator may set a case back; each can begin by itself. */
export function reopenablePhases(names: readonly string[]): ReopenablePhase[] {
  return requestPhases(names).map((name) => ({ name, title: REQUEST_PHASE_NAMES[name], begins: true }));
}
