import { stagesAfter } from '../routes/stages-after.ts';
import type { StageRule } from '../routes/route.ts';

/** A phase of a process, in the order of the regulation. */
export interface ReopenablePhase {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** False for a phase that can only begin with what the one before it made. */
  readonly begins: boolean;
}

/** Why a case cannot be set to this phase. */
export type ReopenFault =
  'PHASE_UNKNOWN' | 'PHASE_NOT_REACHED' | 'PHASE_DOES_NOT_BEGIN' | 'STAGE_UNKNOWN' | 'STAGE_NOT_REACHED';

/**
 * Where an administrator may set a case back to, or begin an ended one anew: at any phase up to the last one it was in, never further, so that
 * nothing the regulation demands before a phase is left out (ADM-05). `last` is undefined for a case that had not opened a phase yet.
 */
export function phasesToReopen(order: readonly ReopenablePhase[], last: string | undefined): ReopenablePhase[] {
  const end = last === undefined ? 0 : order.findIndex(({ name }) => name === last);
  return order.slice(0, end + 1).filter(({ begins }) => begins);
}

export function reopenFault(
  order: readonly ReopenablePhase[],
  last: string | undefined,
  phase: string,
): ReopenFault | undefined {
  const wanted = order.find(({ name }) => name === phase);
  if (wanted === undefined) return 'PHASE_UNKNOWN';
  if (!wanted.begins) return 'PHASE_DOES_NOT_BEGIN';
  return phasesToReopen(order, last).includes(wanted) ? undefined : 'PHASE_NOT_REACHED';
}

/** Inside the phase the same holds: only where everything the stage comes after stands approved. */
export function stageFault(
  rules: readonly StageRule[],
  approved: readonly string[],
  stage: string,
): ReopenFault | undefined {
  if (!rules.some(({ key }) => key === stage)) return 'STAGE_UNKNOWN';
  const before = rules.filter(({ key }) => stagesAfter(rules, key).has(stage));
  return before.every(({ key }) => approved.includes(key)) ? undefined : 'STAGE_NOT_REACHED';
}
