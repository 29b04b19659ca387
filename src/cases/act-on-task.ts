import type { Act } from '../acts/act.ts';
import type { PreparedPerformance } from '../acts/run-act.ts';
import type { Actor } from '../domain/access/actor.ts';
import type { Facts } from '../domain/refusal.ts';
import type { AtHand } from '../tasks/operations/at-hand.ts';
import { visibleTask } from './visibility.ts';

/**
 * An act on a task this person may see, in their own name or in that of whom they stand in for; task and case are read in one trip with the
 * lock.
 * @throws Refusal NOT_FOUND
 */
export function actOnTask(
  actor: Actor,
  taskId: string,
  perform: (act: Act, atHand: AtHand) => Facts | Promise<Facts>,
): PreparedPerformance {
  return {
    async prepare(tx) {
      const atHand = await visibleTask(tx, actor, taskId);
      return async (act) => {
        act.standInFor(atHand.task.onBehalfOf);
        return perform(act, atHand);
      };
    },
  };
}
