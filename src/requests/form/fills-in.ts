import { Refusal } from '../../domain/refusal.ts';
import type { AtHand } from '../../tasks/operations/at-hand.ts';
import { assertAtWork } from '../../tasks/people/holding.ts';
import { assertInPhase } from '../../tasks/snapshot.ts';

/**
 * The person does the work of this task now: it is open, theirs or delegated to them, and its phase is running.
 * @throws Refusal as `assertAtWork`, CASE_CLOSED, CASE_CLOSING, IN_TRANSITION
 */
export function assertFillsIn({ task, snapshot }: AtHand, accountId: string): void {
  assertAtWork(task, accountId);
  assertInPhase(snapshot, task.phaseSeq);
}

/** Whether saving the form of this task would be taken from this person now. */
export function fillsIn(atHand: AtHand, accountId: string): boolean {
  try {
    assertFillsIn(atHand, accountId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
