import type { PhaseOrder } from '../routes/phase-order.ts';
import type { RouteBody, StageRule } from '../routes/route.ts';
import { enterPhase, type PastPhase } from '../tasks/enter-phase.ts';
import { openPhase } from '../tasks/open-phase.ts';
import {
  isApproved,
  isLive,
  latestRun,
  type PhaseContext,
  type PhaseState,
  type StageRun,
} from '../tasks/phase-state.ts';
import { carryOut } from '../tasks/effects/carry-out.ts';
import { runThrough, type Lasting, type Step } from './run-through.ts';

/** A phase the case has been in, the oldest first. */
export interface CoursePhase extends PastPhase {
  readonly seq: number;
  readonly isOver: boolean;
  readonly runs: readonly StageRun[];
}

export interface Course {
  readonly phases: readonly CoursePhase[];
  /** Closed, or about to be: nothing is to come. */
  readonly isEnded: boolean;
}

export interface PredictedStage {
  readonly key: string;
  readonly kind: StageRun['kind'];
  readonly rule: StageRule | undefined;
  /**
   * PAUSED: open, and waits for what the applicant owes. KEPT: approved in an earlier round, and that stands. NOT_NEEDED: the system settled the phase without asking.
   * NOT_REACHED: the case ended before.
   */
  readonly state: 'DONE' | 'KEPT' | 'CURRENT' | 'PAUSED' | 'TO_COME' | 'NOT_NEEDED' | 'NOT_REACHED';
  /** The run that is open, or that stands; undefined where there is none. */
  readonly run: string | undefined;
  /** To come although it was decided before. */
  readonly again: boolean;
  /** At the latest, if everybody takes the time they have. */
  readonly latest: number | undefined;
}

export interface PredictedPhase {
  readonly name: string;
  readonly seq: number | undefined;
  readonly state: 'DONE' | 'CURRENT' | 'TO_COME' | 'NOT_NEEDED' | 'NOT_REACHED';
  /** Its people are asked only when the system cannot settle it alone. */
  readonly conditional: boolean;
  readonly stages: readonly PredictedStage[];
}

export interface Prediction {
  readonly phases: readonly PredictedPhase[];
  readonly latest: number | undefined;
}

/** The way of a case: what is done, where it stands, and what comes if everybody approves. Told by the same core that will carry it out. */
export function predict(
  order: PhaseOrder,
  route: RouteBody,
  course: Course,
  now: number,
  lasting: Lasting,
): Prediction {
  const rulesOf = (name: string) => route.phases[name]?.stages ?? [];
  const last = course.phases.at(-1);
  const at = course.isEnded ? undefined : nextPhase(order, course.phases);
  const start = at === undefined ? order.length : order.findIndex(({ name }) => name === at);
  const past: PastPhase[] = [...course.phases];
  const ahead: PredictedPhase[] = [];
  let clock: number | undefined = now;
  for (const { name, mayDecideAlone = false } of start === -1 ? [] : order.slice(start)) {
    const open = last?.name === name && !last.isOver && ahead.length === 0 ? last : undefined;
    const hasBegun = open !== undefined && open.runs.length > 0;
    const context = open === undefined ? enterPhase(past, name) : open.context;
    const state = hasBegun ? stateOf(open, rulesOf(name)) : entered(name, rulesOf(name), context);
    const conditional = mayDecideAlone && !hasBegun;
    const through = runThrough(state, clock ?? now, lasting);
    const isTimed: boolean = clock !== undefined;
    const steps = through.steps.map((step): Step => ({
      ...step,
      run: hasBegun ? step.run : undefined,
      latest: isTimed ? step.latest : undefined,
    }));
    ahead.push({
      name,
      seq: open?.seq,
      state: open === undefined ? 'TO_COME' : 'CURRENT',
      conditional,
      stages: stagesAhead(state, steps, pastRuns(course.phases, name)),
    });
    if (open !== undefined) past.pop();
    past.push({ name, outcome: 'APPROVED', context: { ...open?.context, ...through.context } });
    clock = isTimed && !conditional ? through.latest : clock;
  }
  const behind = order.slice(0, start === -1 ? order.length : start);
  const reached = order.findIndex(({ name }) => name === last?.name);
  const done = behind.map(({ name }, n) =>
    phaseBehind(name, course, rulesOf(name), n < (at === undefined ? reached : start)),
  );
  return { phases: [...done, ...ahead], latest: at === undefined ? undefined : clock };
}

/** Where the case is, or goes next; undefined when it goes nowhere any more. */
function nextPhase(order: PhaseOrder, phases: readonly CoursePhase[]): string | undefined {
  const last = phases.at(-1);
  if (last === undefined) return order[0]?.name;
  if (!last.isOver) return last.name;
  const turn = /^[A-Z]+_TO_(.+)$/.exec(last.outcome ?? '')?.[1];
  if (turn !== undefined) return turn;
  if (last.outcome === 'TAKEN_BACK') return phases.at(-2)?.name;
  if (last.outcome !== 'APPROVED' && last.outcome !== 'PASSED') return undefined;
  return order[order.findIndex(({ name }) => name === last.name) + 1]?.name;
}

function stateOf({ name, runs, context }: CoursePhase, rules: readonly StageRule[]): PhaseState {
  return { name, rules, runs, kept: context.kept ?? [] };
}

function entered(name: string, rules: readonly StageRule[], context: PhaseContext): PhaseState {
  const { kept, effects } = openPhase(rules, context);
  return carryOut({ name, rules, runs: [], kept }, effects, null);
}

/** Of an earlier round of the phase, the newest of which left any. */
function pastRuns(phases: readonly CoursePhase[], name: string): readonly StageRun[] {
  return phases.filter((phase) => phase.name === name).flatMap(({ runs }) => runs);
}

function stagesAhead(phase: PhaseState, steps: readonly Step[], before: readonly StageRun[]): PredictedStage[] {
  const supplements = steps.filter(({ kind }) => kind === 'SUPPLEMENT');
  const owed = supplements.map((step): PredictedStage => stageOf(phase, step, undefined, false));
  const stages = phase.rules.map((rule): PredictedStage => {
    const step = steps.findLast(({ key, kind }) => key === rule.key && kind === 'APPROVAL');
    const isAgain = before.some(({ id, key, outcome }) => key === rule.key && outcome !== null && id !== step?.run);
    if (step !== undefined) return stageOf(phase, step, rule, isAgain);
    const run = latestRun(phase, rule.key);
    const isKept = run === undefined && isApproved(phase, rule.key);
    const stands = run ?? before.findLast(({ key, outcome }) => key === rule.key && outcome === 'APPROVE');
    const state = isKept ? 'KEPT' : run === undefined ? 'NOT_REACHED' : 'DONE';
    return { ...BLANK, key: rule.key, rule, state, run: stands?.id };
  });
  return [...owed, ...stages];
}

function stageOf(
  { runs }: PhaseState,
  { key, kind, run, latest }: Step,
  rule: StageRule | undefined,
  again: boolean,
): PredictedStage {
  const isPaused = runs.some(({ id, state }) => id === run && state === 'SUSPENDED');
  const state = run === undefined ? 'TO_COME' : isPaused ? 'PAUSED' : 'CURRENT';
  return { key, kind, rule, state, run, again, latest };
}

/** A phase that is over for good, as it was when the case was in it last; or one that it was led past, or never came to. */
function phaseBehind(name: string, { phases }: Course, rules: readonly StageRule[], isPassed: boolean): PredictedPhase {
  const phase = phases.findLast((one) => one.name === name);
  const blank = { name, seq: phase?.seq, conditional: false };
  if (phase === undefined) {
    const state = isPassed ? 'NOT_NEEDED' : 'NOT_REACHED';
    return { ...blank, state, stages: rules.map((rule) => ({ ...BLANK, key: rule.key, rule, state })) };
  }
  const state = stateOf(phase, rules);
  const earlier = pastRuns(phases, name);
  const stages = rules.map((rule): PredictedStage => {
    const run = latestRun(state, rule.key);
    if (run !== undefined && !isLive(run)) return { ...BLANK, key: rule.key, rule, state: 'DONE', run: run.id };
    const isKept = run === undefined && isApproved(state, rule.key);
    const stands = isKept
      ? earlier.findLast(({ key, outcome }) => key === rule.key && outcome === 'APPROVE')
      : undefined;
    const without = phase.runs.length === 0 && phase.outcome === 'PASSED' ? 'NOT_NEEDED' : 'NOT_REACHED';
    return { ...BLANK, key: rule.key, rule, state: isKept ? 'KEPT' : without, run: stands?.id };
  });
  return { ...blank, state: 'DONE', stages };
}

const BLANK = { kind: 'APPROVAL', run: undefined, again: false, latest: undefined } as const;
