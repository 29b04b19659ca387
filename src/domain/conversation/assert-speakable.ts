import { Refusal } from '../refusal.ts';

export interface SpokenOf {
  readonly state: string;
  readonly closing: string | null;
  readonly closedAt: Date | null;
}

/**
 * Words may be added from the submission to the end, between two phases too. A draft is its company's own affair, and a case that has ended is
 * a finished record, to which only an administrator adds.
 * @throws Refusal WRONG_STATE, CASE_CLOSED, CASE_CLOSING
 */
export function assertSpeakable({ state, closing, closedAt }: SpokenOf, isAdministrator: boolean): void {
  if (state === 'DRAFT') throw new Refusal('WRONG_STATE', { state });
  if (isAdministrator) return;
  if (closedAt !== null) throw new Refusal('CASE_CLOSED', { state });
  if (closing !== null) throw new Refusal('CASE_CLOSING', { by: closing });
}
