import type { Tx } from '../persistence/tx.ts';
import { START_OF_ACT, type ActStart } from './act.ts';

/** The lock alone and first, the clock in a statement of its own after it; both travel together. */
export async function lockCase(tx: Tx, caseId: string): Promise<ActStart> {
  const [, start] = await Promise.all([
    tx.one('SELECT id FROM "case" WHERE id = $1 FOR NO KEY UPDATE', [caseId]),
    tx.one<ActStart>(START_OF_ACT),
  ]);
  return start;
}
