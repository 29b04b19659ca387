import type { Place } from '../../../domain/routes/approvers/seat-people.ts';
import type { AutomaticReason } from '../../../domain/tasks/automatic-reasons.ts';
import type { Exclusion } from './pools.ts';
import type { Approvers } from './resolve-approvers.ts';

/** What the system decides when a stage opens, in nobody's name. */
export interface Automatic {
  readonly outcome: 'APPROVE' | 'REJECT';
  readonly reasonCode: AutomaticReason;
}

/** Who came in where the rule found nobody. */
export type StandIn = 'FALLBACK' | 'SUPERIOR' | 'ADMINISTRATOR' | 'APPLICANT' | 'PASS' | 'REJECT';

export interface StageApprovers extends Omit<Approvers, 'exclusions'> {
  readonly exclusions: readonly Exclusion[];
  /** One by one, for modes in which everybody has a seat. */
  readonly places: readonly Place[];
  /** The stage is decided as soon as it opens. */
  readonly automatic: Automatic | null;
  readonly standIn: StandIn | null;
}
