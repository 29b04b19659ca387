import { stagesBefore } from '../routes/stages-after.ts';
import { isApproved, isAwaiting, isLive, latestRun, putOffRun, type Effect, type PhaseState } from './phase-state.ts';

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
