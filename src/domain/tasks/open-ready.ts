import { stagesBefore } from '../routes/stages-after.ts';
import {
  isApproved,
  isAwaiting,
  isLive,
  latestRun,
  putOffRun,
  type Effect,
  type PhaseState,
  type StageRun,
} from './phase-state.ts';

/**
 * The stages whose turn it is: everything before them is approved, and they are neither done, nor open, nor waiting for an answer. Everything,
 * because a result that a rule keeps stands in between while what comes before it is done again.
 */
export function openReady(phase: PhaseState): Opening[] {
  const ready = phase.rules.filter(({ key }) => {
    const latest = latestRun(phase, key);
    if (isApproved(phase, key) || (latest !== undefined && isLive(latest)) || isAwaiting(phase, key)) return false;
    return [...stagesBefore(phase.rules, key)].every((name) => isApproved(phase, name));
  });
  return ready.map(({ key }) => reopen(phase, key));
}

/** A stage that had been returned to straight back, and returned in its turn or was put off, still owes the first return its way back. */
export function reopen(phase: PhaseState, key: string): Opening {
  const before = latestRun(phase, key);
  const owing = putOffRun(phase, key) ?? (before?.outcome === 'RETURN' ? before : undefined);
  const owed = owing?.returningKey ?? null;
  return {
    kind: 'OPEN_RUN',
    key,
    runKind: 'APPROVAL',
    ...(owed === null ? {} : { returningKey: owed }),
    replaces: before?.state === 'DONE' ? [before.id] : [],
  };
}

type Opening = Extract<Effect, { kind: 'OPEN_RUN' }>;

/** The phase once these effects are in its rows; what they open stands in the place of the first run it replaces. */
export function outcomeOf(phase: PhaseState, effects: readonly Effect[]): PhaseState {
  const runs = new Map(phase.runs.map((run) => [run.id, run]));
  const set = (id: string, change: Partial<StageRun>) => {
    const run = runs.get(id);
    if (run !== undefined) runs.set(id, { ...run, ...change });
  };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'END_RUN':
        set(effect.run, { state: 'DONE', outcome: effect.outcome });
        break;
      case 'SUPERSEDE_RUN':
        set(effect.run, { state: 'SUPERSEDED', supersededBy: null });
        break;
      case 'RESTORE_RUN':
        set(effect.run, { state: 'DONE', supersededBy: null });
        break;
      case 'CANCEL_RUN':
        set(effect.run, { state: 'CANCELED' });
        break;
      case 'RESUME_RUN':
        set(effect.run, { state: 'OPEN' });
        break;
      case 'UNBIND_RUN':
        set(effect.run, { returningKey: null });
        break;
      case 'OPEN_RUN': {
        const id = `opened:${effect.key}`;
        for (const replaced of effect.replaces) set(replaced, { state: 'SUPERSEDED', supersededBy: id });
        const { key, runKind: kind, returningKey = null } = effect;
        const instance = 1 + phase.runs.filter((run) => run.key === key).length;
        runs.set(id, { id, key, instance, kind, state: 'OPEN', outcome: null, returningKey, ...UNKNOWN });
        break;
      }
      default:
        break;
    }
  }
  return { ...phase, runs: [...runs.values()] };
}

const UNKNOWN = {
  openedBy: null,
  openedByOutcome: null,
  supersededBy: null,
  automatic: false,
  standsAgain: false,
} as const;
