import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { ReopenablePhase } from '../../domain/tasks/reopen-phase.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';

/** What a process says to an administrator who sets its cases back or wakes them; both under the case's lock. */
export interface Repair {
  readonly order: (snapshot: CaseSnapshot) => readonly ReopenablePhase[];
  /** The case goes back to this phase: what was made behind it no longer holds. */
  readonly moved: (act: Act, snapshot: CaseSnapshot, phase: string) => Promise<void>;
  /** Undoes what the end did, or refuses. */
  readonly waking: (act: Act, snapshot: CaseSnapshot) => Promise<void>;
}

/** The same of one case. */
type RepairOfCase = Omit<Repair, 'order'> & { readonly order: readonly ReopenablePhase[] };

/** By process. Put together in `src/processes`. */
export type Repairs = Readonly<Record<string, Repair>>;

/** @throws Refusal PHASE_NOT_POSSIBLE where the process has no way back */
export function repairOf(repairs: Repairs, snapshot: CaseSnapshot): RepairOfCase {
  const repair = repairs[snapshot.process];
  if (repair === undefined)
    throw new Refusal('PHASE_NOT_POSSIBLE', { reasonCode: 'PROCESS_HAS_NO_WAY_BACK', possible: [] });
  return { ...repair, order: repair.order(snapshot) };
}
