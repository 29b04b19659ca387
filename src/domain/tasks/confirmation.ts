import { Refusal } from '../refusal.ts';
import type { StageRule } from '../routes/route.ts';

export const CONFIRMATION_STATES = ['OPEN', 'CONFIRMED', 'NOT_ACCEPTED'] as const;
export type ConfirmationState = (typeof CONFIRMATION_STATES)[number];

/** A stage is confirmed when its people have come to a word of their own; one that returned the case is not over. */
export function isToConfirm({ confirm }: Pick<StageRule, 'confirm'>, outcome: string): boolean {
  return confirm === 'SUPERVISOR' && outcome !== 'RETURN';
}

/** A confirmation that is asked for, and what one person is to it. */
export interface ConfirmationFacts {
  readonly state: ConfirmationState;
  /** The run was neither taken back nor gone through again. */
  readonly stands: boolean;
  /** Asked of this person, or of nobody who is left and they are an administrator of a unit the case lies under. */
  readonly isAsked: boolean;
  /** They, or somebody in their name, spoke in the stage. */
  readonly hasSpoken: boolean;
  /** Why they may not act in the stage at all; null when they may. */
  readonly exclusion: string | null;
}

/**
 * Whether this person may say now whether the duty was done (NTF-01). Nobody confirms their own work, and what is confirmed stays confirmed; what was
 * not accepted may be confirmed once it is put right.
 */
export function confirmationFault(facts: ConfirmationFacts | undefined): Refusal | undefined {
  if (facts?.stands !== true) return new Refusal('NOTHING_TO_CONFIRM');
  if (!facts.isAsked) return new Refusal('NOT_SUPERVISOR');
  if (facts.hasSpoken) return new Refusal('OWN_WORK');
  if (facts.exclusion !== null) return new Refusal('EXCLUDED', { reasonCode: facts.exclusion });
  if (facts.state === 'CONFIRMED') return new Refusal('ALREADY_CONFIRMED');
  return undefined;
}
