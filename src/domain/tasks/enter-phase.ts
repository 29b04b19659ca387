import type { PhaseContext } from './phase-state.ts';

/** A phase of the case's story so far. */
export interface PastPhase {
  readonly name: string;
  readonly outcome: string | null;
  readonly context: PhaseContext;
}

/** How a phase ends that an administrator moved the case out of. */
export const moveTo = (name: string): string => `MOVE_TO_${name}`;

/**
 * Where the phase begins, out of the phases before it (oldest first). The phase just over may point into it (a return, a decision taken
 * back); or this phase was itself left by a return, and goes on where that return says.
 */
export function enterPhase(phases: readonly PastPhase[], name: string): PhaseContext {
  const last = phases.at(-1);
  // A phase that ended because an earlier decision was taken back left no trace of its own.
  const own = phases.findLast((phase) => phase.name === name && phase.outcome !== 'TAKEN_BACK');
  if (last === undefined || own === undefined) return {};
  const { approved = [] } = own.context;
  const { target, resume = 'FORWARD', by } = last.context;
  if (last.outcome === moveTo(name)) {
    const stage = last.context.move?.stage ?? undefined;
    return stage === undefined ? {} : defined({ target: stage, resume: 'FORWARD', approved });
  }
  // Who begins is read after a taking back only: the context still holds with whom that phase itself had begun.
  if (last.outcome === 'TAKEN_BACK') {
    const { live = [] } = own.context;
    return { ...defined({ target, resume: 'BACK', by, approved }), live, standsAgain: true };
  }
  if (last.outcome === `RETURN_TO_${name}`) return defined({ target, resume, approved });
  if (own.outcome?.startsWith('RETURN_TO_') !== true) return {};
  const straightBack = own.context.resume === 'BACK';
  return defined({
    target: straightBack ? own.context.returning : undefined,
    resume: straightBack ? 'BACK' : 'FORWARD',
    approved,
  });
}

function defined({ target, by, ...rest }: Entry): PhaseContext {
  return { ...rest, ...(target === undefined ? {} : { target }), ...(by === undefined ? {} : { by }) };
}

type Entry = Pick<PhaseContext, 'approved' | 'resume'> & { target: string | undefined; by?: string | undefined };
