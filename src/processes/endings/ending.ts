import type { Act } from '../../acts/act.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';

export interface Ended {
  /** The status word the case keeps. */
  readonly state: string;
  readonly outcome: string;
  /** What the audit entry says beside it: ids and codes. */
  readonly told: Facts;
}

/** What a process does when one of its cases becomes final, in that transaction. `outcome` is what the last phase came to, or the interrupt. */
export interface Ending {
  readonly finish: (act: Act, snapshot: CaseSnapshot, outcome: string) => Promise<Ended>;
}
