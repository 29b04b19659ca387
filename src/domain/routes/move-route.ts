import { carryOut } from '../tasks/effects/carry-out.ts';
import { openReady } from '../tasks/open-ready.ts';
import { approvedKeys, isApproved, isLive, type Effect, type PhaseState, type StageRun } from '../tasks/phase-state.ts';
import type { StageRule } from './route.ts';
import { stagesBefore } from './stages-after.ts';

/**
 * What becomes of a stage that somebody is working on. KEPT: as it was. REDATED: its time is planned by the new rule. REOPENED: other people are
 * asked, words already given count for whoever still has a seat. WAITS: something the new route wants before it comes first. GONE: the new route has
 * no such stage.
 */
export type StageFate = 'KEPT' | 'REDATED' | 'REOPENED' | 'WAITS' | 'GONE';

export interface MovedStage {
  readonly run: string;
  readonly key: string;
  readonly fate: StageFate;
}

export interface RouteMove {
  readonly stages: readonly MovedStage[];
  /** Stages that open because of the move, beside those that are reopened. */
  readonly opens: readonly string[];
  /** Nothing is left to decide in the phase: the new rule is content with what was approved. */
  readonly phaseOutcome: 'APPROVED' | null;
  readonly effects: readonly Effect[];
}

/**
 * Moves an open phase to other rules. Decisions given stay, and the case never loses its way on: afterwards somebody is asked, or the phase is over.
 * While the applicant owes an answer nothing opens; what has to, opens when they have given it.
 */
export function moveRoute(phase: PhaseState, rules: readonly StageRule[]): RouteMove {
  const answer = phase.runs.find((run) => run.kind === 'SUPPLEMENT' && isLive(run));
  const owed = answer !== undefined;
  const working = phase.runs.filter((run) => run.kind === 'APPROVAL' && isLive(run));
  const stages = working.map((run) => ({ run: run.id, key: run.key, fate: fateOf(phase, rules, run, owed) }));
  const own = stages.flatMap(({ run, fate }) => effectsOf(phase, run, fate));
  if (answer !== undefined && !leadsBack(phase, rules, answer)) own.push({ kind: 'UNBIND_RUN', run: answer.id });
  const moved = carryOut({ ...phase, rules }, own, null);
  const openings = owed ? [] : openReady(moved);
  const approved = approvedKeys(moved);
  const isOver = !owed && approved.length === rules.length;
  const end: Effect[] = isOver ? [{ kind: 'END_PHASE', outcome: 'APPROVED', context: { approved } }] : [];
  return {
    stages,
    opens: openings.map(({ key }) => key),
    phaseOutcome: isOver ? 'APPROVED' : null,
    effects: [...own, ...openings, ...end],
  };
}

/** Whoever asked the applicant looks at the answer, unless the new route has no such stage, or wants something before it. */
function leadsBack(phase: PhaseState, rules: readonly StageRule[], { returningKey }: StageRun): boolean {
  return rules.some(({ key }) => key === returningKey && !waitsForMore(phase, rules, key));
}

function effectsOf(phase: PhaseState, id: string, fate: StageFate): Effect[] {
  const run = phase.runs.find((one) => one.id === id);
  if (run === undefined || fate === 'KEPT' || fate === 'REDATED') return [];
  if (fate !== 'REOPENED') return [{ kind: 'CANCEL_RUN', run: id }];
  const { key, returningKey } = run;
  const way = returningKey === null ? {} : { returningKey };
  return [{ kind: 'OPEN_RUN', key, runKind: 'APPROVAL', ...way, carriesWords: true, replaces: [id] }];
}

function fateOf(phase: PhaseState, rules: readonly StageRule[], run: StageRun, owed: boolean): StageFate {
  const now = rules.find(({ key }) => key === run.key);
  const before = phase.rules.find(({ key }) => key === run.key);
  if (now === undefined || before === undefined) return 'GONE';
  if (waitsForMore(phase, rules, run.key)) return 'WAITS';
  if (differ(before, now, PEOPLE)) return owed || run.state === 'SUSPENDED' ? 'WAITS' : 'REOPENED';
  return differ(before, now, TIME) ? 'REDATED' : 'KEPT';
}

/** A stage may be open beside one before it that runs again; what it did not have to wait for until now is another matter. */
function waitsForMore(phase: PhaseState, rules: readonly StageRule[], key: string): boolean {
  const known = stagesBefore(phase.rules, key);
  const moved = { ...phase, rules };
  return [...stagesBefore(rules, key)].some((name) => !isApproved(moved, name) && !known.has(name));
}

/** Who is asked, and how their words count. */
const PEOPLE = [
  'mode',
  'passPercent',
  'settle',
  'approvers',
  'fallback',
  'excludes',
  'onNobody',
  'onApplicant',
  'onRepeat',
  'onConflict',
] as const satisfies readonly (keyof StageRule)[];

const TIME = [
  'due',
  'startBy',
  'remindBefore',
  'atRiskBefore',
  'remindAfter',
  'onOverdue',
  'overdueGrace',
  'overdueTo',
] as const satisfies readonly (keyof StageRule)[];

function differ(a: StageRule, b: StageRule, fields: readonly (keyof StageRule)[]): boolean {
  return fields.some((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}
