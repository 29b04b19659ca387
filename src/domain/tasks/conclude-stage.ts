import { stagesAfter } from '../routes/stages-after.ts';
import { SUPPLEMENT_KEY } from '../routes/route.ts';
import { Refusal } from '../refusal.ts';
import { carryOut } from './effects/carry-out.ts';
import { openReady, reopen } from './open-ready.ts';
import {
  approvedKeys,
  isApproved,
  isLive,
  latestRun,
  type Effect,
  type PhaseState,
  type Resume,
  type StageRun,
} from './phase-state.ts';

/** What the people of a stage, or the system in their place, came to. */
export type StageConclusion =
  | { readonly kind: 'APPROVE' }
  | { readonly kind: 'REJECT' }
  | { readonly kind: 'RETURN'; readonly to: 'applicant' }
  | { readonly kind: 'RETURN'; readonly to: string; readonly phase: string; readonly resume: Resume };

/**
 * The meaning of a decision for the rest of its phase (product §1): approvals move forward, a refusal ends the phase, a return
 * does exactly one of its four things.
 */
export function concludeStage(phase: PhaseState, run: StageRun, conclusion: StageConclusion): Effect[] {
  switch (conclusion.kind) {
    case 'APPROVE':
      return approve(phase, run);
    case 'REJECT':
      return [end(run, 'REJECT'), ...cancelOthers(phase, run), { kind: 'END_PHASE', outcome: 'REJECTED', context: {} }];
    case 'RETURN':
      if (conclusion.to === 'applicant') return returnToApplicant(phase, run);
      if (!('phase' in conclusion)) throw new Refusal('RETURN_TARGET_UNKNOWN');
      if (conclusion.phase !== phase.name) {
        return [
          end(run, 'RETURN'),
          ...cancelOthers(phase, run),
          {
            kind: 'END_PHASE',
            outcome: `RETURN_TO_${conclusion.phase}`,
            context: {
              target: conclusion.to,
              resume: conclusion.resume,
              returning: run.key,
              approved: approvedKeys(phase),
              live: others(phase, run).map(({ key }) => key),
            },
          },
        ];
      }
      return conclusion.resume === 'BACK'
        ? returnStraightBack(phase, run, conclusion.to)
        : returnForward(phase, run, conclusion.to);
  }
}

/** The applicant supplemented: what was suspended goes on, who returned the case looks again, and so does whoever depends on what changed. */
export function concludeSupplement(phase: PhaseState, run: StageRun, changedItems: readonly string[]): Effect[] {
  const effects: Effect[] = [end(run, 'SUPPLEMENT')];
  for (const other of phase.runs) if (other.state === 'SUSPENDED') effects.push({ kind: 'RESUME_RUN', run: other.id });
  const again = new Set<string>();
  const isKnown = (key: string) => phase.rules.some((rule) => rule.key === key);
  if (run.returningKey !== null && isKnown(run.returningKey)) again.add(run.returningKey);
  for (const rule of phase.rules) {
    const touched = rule.dependsOn.some((item) => changedItems.includes(item));
    if (touched && isApproved(phase, rule.key)) again.add(rule.key);
  }
  for (const key of again) effects.push(reopen(phase, key));
  return [...effects, ...afterAnswer(carryOut(phase, effects, null))];
}

/** A route that was changed while the applicant was asked may want other stages now, or none that is not approved. */
function afterAnswer(phase: PhaseState): Effect[] {
  const approved = approvedKeys(phase);
  if (approved.length < phase.rules.length) return openReady(phase);
  return [{ kind: 'END_PHASE', outcome: 'APPROVED', context: { approved } }];
}

/** A supplement window that closes unanswered ends the case (product §2.1). */
export function expireSupplement(phase: PhaseState, run: StageRun): Effect[] {
  return [end(run, 'EXPIRE'), ...cancelOthers(phase, run), { kind: 'END_PHASE', outcome: 'EXPIRED', context: {} }];
}

function approve(phase: PhaseState, run: StageRun): Effect[] {
  const done = withApproved(phase, run);
  const effects: Effect[] = [end(run, 'APPROVE'), ...openReady(done)];
  const approved = approvedKeys(done);
  if (approved.length === phase.rules.length) {
    effects.push({ kind: 'END_PHASE', outcome: 'APPROVED', context: { approved } });
  }
  return effects;
}

function returnToApplicant(phase: PhaseState, run: StageRun): Effect[] {
  return [
    end(run, 'RETURN'),
    ...others(phase, run).map((other): Effect => ({ kind: 'SUSPEND_RUN', run: other.id })),
    { kind: 'OPEN_RUN', key: SUPPLEMENT_KEY, runKind: 'SUPPLEMENT', returningKey: run.key, replaces: [] },
  ];
}

function returnForward(phase: PhaseState, run: StageRun, to: string): Effect[] {
  const target = earlierStage(phase, to);
  const later = stagesAfter(phase.rules, to);
  const replaced = phase.runs.filter((other) => {
    if (other.id === run.id) return false;
    if (isLive(other)) return true;
    if (other.state !== 'DONE') return false;
    const redo = phase.rules.find((rule) => rule.key === other.key)?.onReturn !== 'KEEP';
    return other.id === target.id || (later.has(other.key) && redo);
  });
  const opens = (runs: readonly StageRun[]): Effect[] => [
    end(run, 'RETURN'),
    { kind: 'OPEN_RUN', key: to, runKind: 'APPROVAL', replaces: runs.map(({ id }) => id) },
  ];
  // What was open beside it and waits for nothing that is done again begins anew at once.
  const beside = openReady(carryOut(phase, opens(replaced), null));
  const own = (key: string) => replaced.filter((other) => other.key === key).map(({ id }) => id);
  return [
    ...opens(replaced.filter(({ key }) => !beside.some((effect) => effect.key === key))),
    ...beside.map((effect) => ({ ...effect, replaces: [...effect.replaces, ...own(effect.key)] })),
  ];
}

function returnStraightBack(phase: PhaseState, run: StageRun, to: string): Effect[] {
  const target = earlierStage(phase, to);
  return [
    end(run, 'RETURN'),
    {
      kind: 'OPEN_RUN',
      key: to,
      runKind: 'APPROVAL',
      returningKey: run.key,
      replaces: target.id === '' ? [] : [target.id],
    },
  ];
}

/** A stage of this phase that was approved before the returning one; kept stages have no run of their own here. */
function earlierStage(phase: PhaseState, to: string): { id: string } {
  if (!isApproved(phase, to)) throw new Refusal('RETURN_TARGET_UNKNOWN', { to });
  return { id: latestRun(phase, to)?.id ?? '' };
}

function withApproved(phase: PhaseState, run: StageRun): PhaseState {
  return { ...phase, runs: phase.runs.map((r) => (r.id === run.id ? { ...r, state: 'DONE', outcome: 'APPROVE' } : r)) };
}

function end(run: StageRun, outcome: string): Effect {
  return { kind: 'END_RUN', run: run.id, outcome };
}

function others(phase: PhaseState, run: StageRun): StageRun[] {
  return phase.runs.filter((other) => other.id !== run.id && isLive(other));
}

function cancelOthers(phase: PhaseState, run: StageRun): Effect[] {
  return others(phase, run).map((other): Effect => ({ kind: 'CANCEL_RUN', run: other.id }));
}
