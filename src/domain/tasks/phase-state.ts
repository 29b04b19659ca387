import type { StageRule } from '../routes/route.ts';

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
  /** The stage that reopens once this run is done: set by a return "straight back" and on supplements. */
  readonly returningKey: string | null;
  readonly supersededBy: string | null;
}

/** Everything the route core needs to know of an open phase. */
export interface PhaseState {
  readonly name: string;
  readonly rules: readonly StageRule[];
  /** In the order they were opened. */
  readonly runs: readonly StageRun[];
  /** Stages that count as approved from an earlier run of this phase (a return straight back, a decision taken back). */
  readonly kept: readonly string[];
}

export type Resume = 'FORWARD' | 'BACK';

/** Where a later phase has to begin, and who is asked again. */
export interface PhaseContext {
  readonly target?: string;
  readonly resume?: Resume;
  readonly returning?: string;
  /** The person whose own decision was taken back and who gets the task again. */
  readonly by?: string;
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
      /** Runs that this one replaces. */
      readonly replaces: readonly string[];
    }
  | {
      readonly kind: 'SUSPEND_RUN' | 'RESUME_RUN' | 'CANCEL_RUN' | 'RESTORE_RUN' | 'SUPERSEDE_RUN';
      readonly run: string;
    }
  | { readonly kind: 'END_PHASE'; readonly outcome: string; readonly context: PhaseContext };

export const isLive = (run: StageRun): boolean => run.state === 'OPEN' || run.state === 'SUSPENDED';

/** The newest run of a stage that was not replaced. */
export function latestRun(phase: PhaseState, key: string): StageRun | undefined {
  return phase.runs.findLast((run) => run.key === key && run.state !== 'SUPERSEDED' && run.state !== 'CANCELED');
}

export function isApproved(phase: PhaseState, key: string): boolean {
  const run = latestRun(phase, key);
  return run === undefined ? phase.kept.includes(key) : run.state === 'DONE' && run.outcome === 'APPROVE';
}

/** The stages that come, directly or not, after `key`. */
export function stagesAfter(rules: readonly StageRule[], key: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let grown = true; grown;) {
    grown = false;
    for (const rule of rules) {
      if (found.has(rule.key) || !rule.after.some((name) => name === key || found.has(name))) continue;
      found.add(rule.key);
      grown = true;
    }
  }
  return found;
}
