import type { Act } from '../acts/act.ts';
import type { PreparedPerformance } from '../acts/run-act.ts';
import type { Actor } from '../domain/access/actor.ts';
import type { Side } from '../domain/conversation/audience.ts';
import type { Facts } from '../domain/refusal.ts';
import { readCaseHead, type CaseHead } from './case-head.ts';
import { assertCanReadCase } from './visibility.ts';

/** A case somebody acts on beside its tasks, and what they are to it. */
export interface CaseAtHand {
  readonly head: CaseHead;
  readonly side: Side;
  readonly actor: Actor;
}

/** An act on a case this person may see; that is asked together with the lock. @throws Refusal NOT_FOUND */
export function actOnCase(
  actor: Actor,
  caseId: string,
  perform: (act: Act, atHand: CaseAtHand) => Facts | Promise<Facts>,
): PreparedPerformance {
  return {
    async prepare(tx) {
      const [sight, head] = await Promise.all([assertCanReadCase(tx, actor, caseId), readCaseHead(tx, caseId)]);
      const atHand = { head, side: sight.own ? 'APPLICANT' : 'OFFICE', actor } as const;
      return async (act) => perform(act, atHand);
    },
  };
}
