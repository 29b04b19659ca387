import { stagesAfter } from '../routes/stages-after.ts';
import { Refusal } from '../refusal.ts';
import { isLive, isTakenBack, type Effect, type PhaseState, type StageRun } from './phase-state.ts';

export interface OwnDecision {
  readonly id: string;
  readonly run: StageRun;
  readonly by: string;
  /** Runs of the phase that were opened after it was made, by whatever. */
  readonly openedSince: ReadonlySet<string>;
}

/**
 * Undoes a decision inside its own phase: what it opened is replaced, what it suspended goes on, what it replaced stands again,
 * and the person gets the task back (product §1, 撤回). `touched` names the runs somebody has claimed or decided since.
 * @throws Refusal TAKE_BACK_TOO_LATE
 */
export function takeBack(phase: PhaseState, decision: OwnDecision, touched: ReadonlySet<string>): Effect[] {
  const opened = consequences(phase, decision);
  // What the system did by itself since is no obstacle: it does it again when its turn comes.
  if (opened.some((run) => touched.has(run.id) || (run.state !== 'OPEN' && !run.automatic)))
    throw new Refusal('TAKE_BACK_TOO_LATE');
  // Somebody else sent the case to the applicant since: until they answer nothing may open beside that.
  if (phase.runs.some((run) => run.kind === 'SUPPLEMENT' && isLive(run) && !opened.includes(run))) {
    throw new Refusal('TAKE_BACK_TOO_LATE');
  }
  const openedIds = new Set(opened.map((run) => run.id));
  const effects: Effect[] = opened.map((run) => ({ kind: 'SUPERSEDE_RUN', run: run.id }));
  for (const run of phase.runs) {
    if (run.supersededBy !== null && openedIds.has(run.supersededBy)) {
      effects.push(run.outcome === null ? again(run) : { kind: 'RESTORE_RUN', run: run.id });
    }
    if (run.state === 'SUSPENDED') effects.push({ kind: 'RESUME_RUN', run: run.id });
  }
  effects.push({ ...again(decision.run), replaces: [decision.run.id], assignTo: decision.by });
  return effects;
}

/** What the decision opened, and what has opened behind its stage since: a join that another approval closed rests on this one too. */
function consequences(phase: PhaseState, { id, run: own, openedSince }: OwnDecision): StageRun[] {
  const later = stagesAfter(phase.rules, own.key);
  return phase.runs.filter((run) => {
    if (isTakenBack(run)) return false;
    return (
      run.openedBy === id || (openedSince.has(run.id) && later.has(run.key) && (isLive(run) || run.state === 'DONE'))
    );
  });
}

function again({ key, kind, returningKey }: StageRun): OpenRun {
  return {
    kind: 'OPEN_RUN',
    key,
    runKind: kind,
    replaces: [],
    ...(returningKey === null ? {} : { returningKey }),
  };
}

type OpenRun = Extract<Effect, { kind: 'OPEN_RUN' }>;

/**
 * Undoes a decision that ended its phase, as an act in the next phase: allowed while nobody touched it. The earlier phase then
 * reopens at that stage under a new seq.
 * @throws Refusal TAKE_BACK_TOO_LATE
 */
export function takeBackPhase(next: PhaseState, decision: OwnDecision, touched: ReadonlySet<string>): Effect[] {
  if (next.runs.some((run) => touched.has(run.id) || (run.state === 'DONE' && !run.automatic)))
    throw new Refusal('TAKE_BACK_TOO_LATE');
  return [
    ...next.runs.filter(isLive).map((run): Effect => ({ kind: 'CANCEL_RUN', run: run.id })),
    { kind: 'END_PHASE', outcome: 'TAKEN_BACK', context: { target: decision.run.key, by: decision.by } },
  ];
}
