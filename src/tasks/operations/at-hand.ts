import type { Tx } from '../../persistence/tx.ts';
import { readTask, type HeldTask } from '../people/holding.ts';
import { readCaseOfTask, type CaseSnapshot } from '../snapshot.ts';

/** A task somebody is about to act on, with its case: read in one trip to the database. */
export interface AtHand {
  readonly task: HeldTask;
  readonly snapshot: CaseSnapshot;
}

/** @throws Refusal NOT_FOUND */
export async function readAtHand(tx: Tx, taskId: string, accountId: string): Promise<AtHand> {
  const [task, snapshot] = await Promise.all([readTask(tx, taskId, accountId), readCaseOfTask(tx, taskId)]);
  return { task, snapshot };
}
