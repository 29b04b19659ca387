import type { StageRule } from '../routes/route.ts';
import { stagesAfter } from '../routes/stages-after.ts';

export type RunState = 'OPEN' | 'SUSPENDED' | 'DONE' | 'SUPERSEDED' | 'CANCELED';
export type RunKind = 'APPROVAL' | 'SUPPLEMENT';

/** One run (stage instance) of a stage; a stage that is gone through again gets a new run. */
export interface StageRun {
  readonly id: string;
  readonly key: string;
  readonly instance: number;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly outcome: string | null;
  /** The decision that opened it; null when the phase did. */
  readonly openedBy: string | null;
  /** What that decision was. */
  readonly openedByOutcome: string | null;
  /** The stage that reopens once this run is done: set by a return "straight back" and on supplements. */
  readonly returningKey: string | null;
  /** The system brought it to its outcome as it opened. */
  readonly automatic: boolean;
  /** Another run of the stage stands again in this one, because what had ended that one was taken back. */
  readonly standsAgain: boolean;
  /** The run that came in its place; null on a superseded run means that the decision which opened it was taken back. */
  readonly supersededBy: string | null;
}

/** Everything the route core needs to know of an open phase. */
export interface PhaseState {
  readonly name: string;
  readonly rules: readonly StageRule[];
  /** In the order they were opened. */
  readonly runs: readonly StageRun[];
  /** Stages that count as approved from an earlier run of this phase (a return, a decision taken back). */
  readonly kept: readonly string[];
}

export type Resume = 'FORWARD' | 'BACK';

/** What a phase leaves behind for the one after it, and what it begins with. */
export interface PhaseContext {
  readonly target?: string;
  readonly resume?: Resume;
  readonly returning?: string;
  /** The person whose own decision was taken back and who gets the task again. */
  readonly by?: string;
  /** The other stages that were open when a return left the phase; they stand again when that is taken back. */
  readonly live?: readonly string[];
  readonly standsAgain?: true;
  /** Of a phase that is over: the stages that stood approved. Of one that begins again: those of the time before. */
  readonly approved?: readonly string[];
  /** Left by an administrator's move: where in its target it goes on; null for the whole phase anew. */
  readonly move?: { readonly stage: string | null };
  readonly kept?: readonly string[];
}

/** What has to happen to the rows; applied in order, in one transaction. */
export type Effect =
  | { readonly kind: 'END_RUN'; readonly run: string; readonly outcome: string }
  | {
      readonly kind: 'OPEN_RUN';
      readonly key: string;
      readonly runKind: RunKind;
      readonly returningKey?: string;
      readonly assignTo?: string;
      /** The stage's run before this one stands again in it, because what ended that one was taken back: so do the words given in it. */
      readonly standsAgain?: true;
      /** Other people are asked, and what those of before said counts for whoever still has a seat. */
      readonly carriesWords?: true;
      /** Runs that this one replaces. */
      readonly replaces: readonly string[];
    }
  | {
      readonly kind: 'SUSPEND_RUN' | 'RESUME_RUN' | 'CANCEL_RUN' | 'RESTORE_RUN' | 'SUPERSEDE_RUN';
      readonly run: string;
    }
  /** No stage in particular waits for this answer any more: once it is given, whatever is ready opens. */
  | { readonly kind: 'UNBIND_RUN'; readonly run: string }
  | { readonly kind: 'END_PHASE'; readonly outcome: string; readonly context: PhaseContext };

export const isLive = (run: StageRun): boolean => run.state === 'OPEN' || run.state === 'SUSPENDED';

/** Where a run and its words stand now: taking back a decision lets it stand again in another run of the same stage. */
export function standingRun<Run extends StageRun>(phase: { readonly runs: readonly Run[] }, run: Run): Run {
  const successor = phase.runs.find(({ id }) => id === run.supersededBy);
  return successor?.standsAgain === true ? standingRun(phase, successor) : run;
}

/** The decision that opened this run was taken back. */
export function isTakenBack(phase: { readonly runs: readonly StageRun[] }, run: StageRun): boolean {
  const { state, supersededBy } = standingRun(phase, run);
  return state === 'SUPERSEDED' && supersededBy === null;
}

/** The newest run of a stage that was not replaced. */
export function latestRun(phase: PhaseState, key: string): StageRun | undefined {
  return phase.runs.findLast((run) => run.key === key && run.state !== 'SUPERSEDED' && run.state !== 'CANCELED');
}

export function isApproved(phase: PhaseState, key: string): boolean {
  const run = latestRun(phase, key);
  return run === undefined ? isKept(phase, key) : run.outcome === 'APPROVE';
}

export function approvedKeys(phase: PhaseState): string[] {
  return phase.rules.map(({ key }) => key).filter((key) => isApproved(phase, key));
}

/**
 * A result from before stands until its own stage is opened again, or a return runs an earlier one forward again: then it follows its
 * rule like any other.
 */
function isKept(phase: PhaseState, key: string): boolean {
  const { rules, runs, kept } = phase;
  if (!kept.includes(key) || runs.some((run) => run.key === key && !isTakenBack(phase, run))) return false;
  if (rules.find((rule) => rule.key === key)?.onReturn === 'KEEP') return true;
  return !runs.some((run) => ranForward(phase, run) && stagesAfter(rules, run.key).has(key));
}

function ranForward(phase: PhaseState, run: StageRun): boolean {
  const returned = run.openedByOutcome === 'RETURN' && run.returningKey === null;
  return returned && !isTakenBack(phase, run);
}

/** A run that a change of the route has put off until something else is done; nothing else cancels a run in a phase that goes on. */
export function putOffRun(phase: PhaseState, key: string): StageRun | undefined {
  const last = phase.runs.findLast((run) => run.key === key);
  return last?.state === 'CANCELED' ? last : undefined;
}

/** A stage that returned "straight back" waits for the stage it returned to, whoever else approves meanwhile, as long as the route has that. */
export function isAwaiting(phase: PhaseState, key: string): boolean {
  return phase.rules.some((rule) => {
    const asked = putOffRun(phase, rule.key) ?? latestRun(phase, rule.key);
    return asked?.kind === 'APPROVAL' && asked.returningKey === key && !isApproved(phase, rule.key);
  });
}
