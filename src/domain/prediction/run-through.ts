import { concludeStage, concludeSupplement } from '../tasks/conclude-stage.ts';
import type { PhaseContext, PhaseState, StageRun } from '../tasks/phase-state.ts';
import { carryOut } from '../tasks/effects/carry-out.ts';

/** When a stage that opens at `from` is decided at the latest; undefined where nobody set a time. Instants are milliseconds. */
export type Lasting = (run: StageRun, from: number) => number | undefined;

/** A stage on the way, in the order in which they end. */
export interface Step {
  readonly key: string;
  readonly kind: StageRun['kind'];
  /** The run that is open now; undefined for what is still to open. */
  readonly run: string | undefined;
  /** Undefined where it, or something it waits for, has no time set. */
  readonly latest: number | undefined;
}

export interface RunThrough {
  readonly steps: readonly Step[];
  /** What the phase leaves behind; undefined when it does not end this way. */
  readonly context: PhaseContext | undefined;
  readonly latest: number | undefined;
}

interface Live {
  readonly run: StageRun;
  readonly end: number;
  readonly isTimed: boolean;
}

/**
 * A phase gone through by the route core itself from where it stands: everybody approves as late as they may, the applicant answers what
 * they owe and changes nothing that a stage depends on.
 */
export function runThrough(phase: PhaseState, now: number, lasting: Lasting): RunThrough {
  const present = new Set(phase.runs.map(({ id }) => id));
  const started = new Map<string, { at: number; isTimed: boolean }>();
  const timed = new Map<string, boolean>();
  const steps: Step[] = [];
  let state = phase;
  let clock = now;
  for (;;) {
    const next = earliest(state, started, now, lasting);
    if (next === undefined) return { steps, context: undefined, latest: undefined };
    const { run, end } = next;
    const isTimed = next.isTimed && waitedFor(state, run).every((key) => timed.get(key) ?? true);
    timed.set(run.key, isTimed);
    clock = Math.max(clock, end);
    steps.push({
      key: run.key,
      kind: run.kind,
      run: present.has(run.id) ? run.id : undefined,
      latest: isTimed ? end : undefined,
    });
    const effects =
      run.kind === 'SUPPLEMENT' ? concludeSupplement(state, run, []) : concludeStage(state, run, { kind: 'APPROVE' });
    const wasOpen = new Set(openRuns(state).map(({ id }) => id));
    state = carryOut(state, effects, run.kind === 'SUPPLEMENT' ? 'SUPPLEMENT' : 'APPROVE');
    for (const { id } of openRuns(state)) if (!wasOpen.has(id)) started.set(id, { at: end, isTimed });
    const ended = effects.find((effect) => effect.kind === 'END_PHASE');
    if (ended?.kind === 'END_PHASE') {
      const isAllTimed = steps.every(({ latest }) => latest !== undefined);
      return { steps, context: ended.context, latest: isAllTimed ? clock : undefined };
    }
  }
}

/** Of what is open, what ends first; a run without a time ends as it opens and is told apart. */
function earliest(
  state: PhaseState,
  started: ReadonlyMap<string, { at: number; isTimed: boolean }>,
  now: number,
  lasting: Lasting,
): Live | undefined {
  const live = openRuns(state).map((run): Live => {
    const from = started.get(run.id) ?? { at: now, isTimed: true };
    const end = lasting(run, from.at);
    return { run, end: Math.max(end ?? from.at, from.at), isTimed: from.isTimed && end !== undefined };
  });
  return live.sort((a, b) => a.end - b.end)[0];
}

function openRuns({ runs }: PhaseState): StageRun[] {
  return runs.filter(({ state }) => state === 'OPEN');
}

function waitedFor({ rules }: PhaseState, { key }: StageRun): readonly string[] {
  return rules.find((rule) => rule.key === key)?.after ?? [];
}
