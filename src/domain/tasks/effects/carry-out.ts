import type { Effect, PhaseState, StageRun } from '../phase-state.ts';

/** A phase after these effects, as the rows would be; the runs it opens are called `next:1`, `next:2` … */
export function carryOut(phase: PhaseState, effects: readonly Effect[], byOutcome: string | null): PhaseState {
  return effects.reduce((state, effect) => carryOne(state, effect, byOutcome), phase);
}

function carryOne(phase: PhaseState, effect: Effect, byOutcome: string | null): PhaseState {
  const change = (id: string, values: Partial<StageRun>): PhaseState => ({
    ...phase,
    runs: phase.runs.map((run) => (run.id === id ? { ...run, ...values } : run)),
  });
  switch (effect.kind) {
    case 'END_RUN':
      return change(effect.run, { state: 'DONE', outcome: effect.outcome });
    case 'SUSPEND_RUN':
      return change(effect.run, { state: 'SUSPENDED' });
    case 'RESUME_RUN':
      return change(effect.run, { state: 'OPEN' });
    case 'RESTORE_RUN':
      return change(effect.run, { state: 'DONE', supersededBy: null });
    case 'CANCEL_RUN':
      return change(effect.run, { state: 'CANCELED' });
    case 'SUPERSEDE_RUN':
      return change(effect.run, { state: 'SUPERSEDED', supersededBy: null });
    case 'UNBIND_RUN':
      return change(effect.run, { returningKey: null });
    case 'END_PHASE':
      return phase;
    case 'OPEN_RUN': {
      const { key, runKind, returningKey = null, replaces } = effect;
      const id = `next:${phase.runs.length + 1}`;
      const opened: StageRun = {
        id,
        key,
        instance: 1 + phase.runs.filter((run) => run.key === key).length,
        kind: runKind,
        state: 'OPEN',
        outcome: null,
        openedBy: byOutcome === null ? null : id,
        openedByOutcome: byOutcome,
        returningKey,
        automatic: false,
        standsAgain: effect.standsAgain === true,
        supersededBy: null,
      };
      const runs = phase.runs.map((run): StageRun => {
        return replaces.includes(run.id) ? { ...run, state: 'SUPERSEDED', supersededBy: id } : run;
      });
      return { ...phase, runs: [...runs, opened] };
    }
  }
}
