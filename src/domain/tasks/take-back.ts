import { stagesBefore } from '../routes/stages-after.ts';
import { Refusal } from '../refusal.ts';
import { carryOut } from './effects/carry-out.ts';
import { openReady } from './open-ready.ts';
import {
  isApproved,
  isLive,
  isTakenBack,
  latestRun,
  standingRun,
  type Effect,
  type PhaseState,
  type StageRun,
} from './phase-state.ts';

export interface OwnDecision {
  readonly id: string;
  readonly run: StageRun;
  /** What it said. */
  readonly word: string;
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
  // Somebody else's return ended the stage since: with it this word is void, or kept for the next time.
  if (decision.run.outcome === 'RETURN' && decision.word !== 'RETURN') throw new Refusal('TAKE_BACK_TOO_LATE');
  // What it had looked at again may rest on material that has changed since.
  if (decision.word === 'RETURN' && isSupplementedSince(phase, decision)) throw new Refusal('TAKE_BACK_TOO_LATE');
  const opened = consequences(phase, decision);
  // What the system did by itself since is no obstacle: it does it again when its turn comes.
  // A return of somebody else may have closed what nobody had touched; a return, though, is overtaken by that.
  const isClosed = ({ state }: StageRun) => state === 'SUPERSEDED' && decision.word !== 'RETURN';
  const isGone = (run: StageRun) => run.state !== 'OPEN' && !run.automatic && !isClosed(run);
  if (opened.some((run) => lineOf(phase, run).some(({ id }) => touched.has(id)) || isGone(run)))
    throw new Refusal('TAKE_BACK_TOO_LATE');
  // Somebody else sent the case to the applicant since: until they answer nothing may open beside that.
  if (phase.runs.some((run) => run.kind === 'SUPPLEMENT' && isLive(run) && !opened.includes(run))) {
    throw new Refusal('TAKE_BACK_TOO_LATE');
  }
  const openedIds = new Set(opened.map((run) => run.id));
  const effects: Effect[] = opened.map((run) => ({ kind: 'SUPERSEDE_RUN', run: run.id }));
  for (const run of phase.runs) {
    // What itself goes with the decision does not stand again.
    if (!openedIds.has(run.id) && isReplacedBy(phase, run, openedIds)) {
      effects.push(run.outcome === null ? again(run) : { kind: 'RESTORE_RUN', run: run.id });
    }
    if (run.state === 'SUSPENDED') effects.push({ kind: 'RESUME_RUN', run: run.id });
  }
  if (isRunAgain(carryOut(phase, effects, null), decision)) throw new Refusal('TAKE_BACK_TOO_LATE');
  effects.push({ ...again(decision.run), assignTo: decision.by });
  return [...effects, ...openReady(carryOut(phase, effects, null))];
}

function isSupplementedSince({ runs }: PhaseState, { openedSince }: OwnDecision): boolean {
  return runs.some((run) => run.kind === 'SUPPLEMENT' && run.state === 'DONE' && openedSince.has(run.id));
}

/**
 * What the decision opened, and what could open since because its stage stood: a join that another approval closed rests on this one too,
 * and so does whatever came after that join.
 */
function consequences(phase: PhaseState, { id, run: own, openedSince }: OwnDecision): StageRun[] {
  const runs = phase.runs.filter((run) => !isTakenBack(phase, run) && !standsAgain(phase, run));
  const since = runs.filter((run) => {
    const { id: first, openedByOutcome } = originOf(phase, run);
    // What opened because material changed does not rest on anybody's word.
    return openedSince.has(first) && openedByOutcome !== 'SUPPLEMENT';
  });
  const found = new Set(runs.filter((run) => originOf(phase, run).openedBy === id));
  const keys = new Set([own.key]);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const run of found) keys.add(run.key);
    for (const run of since) if (before(phase, run).some((key) => keys.has(key))) found.add(run);
  }
  return runs.filter((run) => found.has(run));
}

function before({ rules }: PhaseState, { key }: StageRun): string[] {
  return [...stagesBefore(rules, key)];
}

/** What replaced it is one of these, or stands again in one of them. */
function isReplacedBy(phase: PhaseState, run: StageRun, ids: ReadonlySet<string>): boolean {
  const successor = phase.runs.find(({ id }) => id === run.supersededBy);
  return successor !== undefined && !standsAgain(phase, run) && ids.has(standingRun(phase, successor).id);
}

function standsAgain(phase: PhaseState, run: StageRun): boolean {
  return standingRun(phase, run) !== run;
}

/** The first of the runs that one after the other stood again: what led to it led to them all. */
function originOf(phase: PhaseState, run: StageRun): StageRun {
  return lineOf(phase, run)[0] ?? run;
}

/** The runs that stood again in this one, and it itself: what somebody did in one of them they did in all. */
function lineOf(phase: PhaseState, run: StageRun): StageRun[] {
  const former = phase.runs.find((other) => other.supersededBy === run.id && standsAgain(phase, other));
  return former === undefined ? [run] : [...lineOf(phase, former), run];
}

/** Something that comes before the stage is being done again, and not just looked at again beside it. */
function isRunAgain(phase: PhaseState, { run: own, word, openedSince }: OwnDecision): boolean {
  // Whatever overtakes a return has been looked at already.
  if (word === 'RETURN') return false;
  return !before(phase, own).every((key) => {
    const latest = latestRun(phase, key);
    if (isApproved(phase, key)) return true;
    if (latest === undefined) return false;
    // A stage that was open beside it when the word was given, as one that is new in the route, is no reason to refuse.
    const wasBeside = isLive(latest) && !openedSince.has(originOf(phase, latest).id);
    return wasBeside || isLookedAtAgain(phase, latest);
  });
}

/** Approved once, and open again beside the stages after it: asked straight back, or because material that it depends on has changed. */
function isLookedAtAgain(phase: PhaseState, run: StageRun): boolean {
  const { id, openedByOutcome, returningKey } = originOf(phase, run);
  if (openedByOutcome === 'RETURN') return returningKey !== null;
  const former = phase.runs.findLast((other) => other.supersededBy === id && other.key === run.key);
  if (openedByOutcome !== 'SUPPLEMENT' || former === undefined) return false;
  return former.outcome === 'APPROVE' || isLookedAtAgain(phase, former);
}

/** The run stands again, with the words that were given in it. */
function again({ id, key, kind, returningKey }: StageRun): OpenRun {
  return {
    kind: 'OPEN_RUN',
    key,
    runKind: kind,
    replaces: [id],
    standsAgain: true,
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
