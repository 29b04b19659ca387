import type { Pool } from 'pg';
import { Act, START_OF_ACT, type ActorRef, type ActStart } from '../acts/act.ts';
import { inTransaction } from '../persistence/tx.ts';

/** Somebody who has not logged in, and may be anybody. */
export const ANYBODY: ActorRef = { id: null, kind: 'PERSON' };

/**
 * An act of somebody who has no account to keep an Idempotency-Key under: registering, opening a mail's link. One transaction
 * with its audit and notices like every act; a refusal rolls all of it back.
 */
export async function keylessAct<Result>(
  pool: Pool,
  actor: ActorRef,
  perform: (act: Act) => Promise<Result>,
): Promise<Result> {
  return inTransaction(pool, async (tx) => {
    const act = new Act(tx, await tx.one<ActStart>(START_OF_ACT), actor, 'web');
    const result = await perform(act);
    await act.flush();
    return result;
  });
}
