import { Refusal } from '../refusal.ts';
import { isLive, type Effect, type PhaseState, type StageRun } from './phase-state.ts';

export interface OwnDecision {
  readonly id: string;
  readonly run: StageRun;
  readonly by: string;
}

/**
 * Undoes a decision inside its own phase: what it opened is replaced, what it suspended goes on, what it replaced stands again,
 * and the person gets the task back (product §1, 撤回). `touched` names the runs somebody has claimed or decided since.
 * @throws Refusal TAKE_BACK_TOO_LATE
 */
export function takeBack(phase: PhaseState, decision: OwnDecision, touched: ReadonlySet<string>): Effect[] {
  const opened = phase.runs.filter((run) => run.openedBy === decision.id);
  if (opened.some((run) => touched.has(run.id) || run.state !== 'OPEN')) throw new Refusal('TAKE_BACK_TOO_LATE');
  const openedIds = new Set(opened.map((run) => run.id));
  const effects: Effect[] = opened.map((run) => ({ kind: 'SUPERSEDE_RUN', run: run.id }));
  for (const run of phase.runs) {
    if (run.supersededBy !== null && openedIds.has(run.supersededBy) && run.id !== decision.run.id) {
      effects.push(
        run.outcome === null
          ? { kind: 'OPEN_RUN', key: run.key, runKind: run.kind, replaces: [] }
          : { kind: 'RESTORE_RUN', run: run.id },
      );
    }
    if (run.state === 'SUSPENDED' && decision.run.outcome === 'RETURN')
      effects.push({ kind: 'RESUME_RUN', run: run.id });
  }
  effects.push({
    kind: 'OPEN_RUN',
    key: decision.run.key,
    runKind: decision.run.kind,
    replaces: [decision.run.id],
    assignTo: decision.by,
    ...(decision.run.returningKey === null ? {} : { returningKey: decision.run.returningKey }),
  });
  return effects;
}

/**
 * Undoes a decision that ended its phase, as an act in the next phase: allowed while nobody touched it. The earlier phase then
 * reopens at that stage under a new seq.
 */
export function takeBackPhase(next: PhaseState, decision: OwnDecision, touched: ReadonlySet<string>): Effect[] {
  if (next.runs.some((run) => touched.has(run.id) || run.state === 'DONE')) throw new Refusal('TAKE_BACK_TOO_LATE');
  return [
    ...next.runs.filter(isLive).map((run): Effect => ({ kind: 'CANCEL_RUN', run: run.id })),
    { kind: 'END_PHASE', outcome: 'TAKEN_BACK', context: { target: decision.run.key, by: decision.by } },
  ];
}
