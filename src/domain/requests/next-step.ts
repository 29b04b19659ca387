import type { RequestPhase } from './phases.ts';

export type RequestEnd = 'DONE' | 'REJECTED' | 'EXPIRED';
export type NextStep = { readonly phase: RequestPhase } | { readonly end: RequestEnd };

export interface PhaseOver {
  /** The phases of the kind, in their order. */
  readonly phases: readonly RequestPhase[];
  readonly phase: RequestPhase;
  /** The phase before it, if it is not the first. */
  readonly before: RequestPhase | undefined;
  readonly outcome: string;
}

/** Back to an earlier phase: a decision returned it there, or an administrator set it back. */
const BACK = ['RETURN_TO_', 'MOVE_TO_'] as const;

/** Where a request goes when a phase is over; undefined for an outcome that nobody knows. */
export function nextStep({ phases, phase, before, outcome }: PhaseOver): NextStep | undefined {
  switch (outcome) {
    case 'APPROVED': {
      const next = phases[phases.indexOf(phase) + 1];
      return next === undefined ? { end: 'DONE' } : { phase: next };
    }
    case 'REJECTED':
    case 'EXPIRED':
      return { end: outcome };
    case 'TAKEN_BACK':
      return before === undefined ? undefined : { phase: before };
    default: {
      const target = phases.find((name) => BACK.some((word) => outcome === `${word}${name}`));
      return target === undefined ? undefined : { phase: target };
    }
  }
}
