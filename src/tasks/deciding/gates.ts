import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import type { HeldTask } from '../people/holding.ts';

/** What a person decided, as far as the form's gate has to look at it. */
export interface Answer {
  readonly outcome: 'APPROVE' | 'REJECT' | 'RETURN' | 'SIGN' | 'SUPPLEMENT';
  readonly returnTo: string | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly decisionId: string;
  readonly ip: string | null;
}

/** An item an applicant has to mend, as the notice names it. */
export interface NamedItem {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly remark: string | null;
}

/** What a gate leaves behind: facts kept with the decision, and the items a return names. */
export interface Passed {
  readonly details: Facts;
  readonly items?: readonly NamedItem[];
}

export interface GateContext {
  readonly snapshot: CaseSnapshot;
  readonly task: Pick<HeldTask, 'id' | 'stageKey' | 'phaseSeq'>;
  /** Null for the system, when time is up. */
  readonly actor: Actor | null;
  readonly answer: Answer;
}

/** A form's own rule: what must be true before this answer may stand, and what it leaves behind. Refuses by throwing. */
export type Gate = (act: Act, context: GateContext) => Promise<Passed>;

/** By form code of the stage; a stage without a form has no gate. Put together in `src/processes`. */
export type Gates = Readonly<Record<string, Gate>>;
