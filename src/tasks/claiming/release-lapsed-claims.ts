import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import { inTransaction, overPool } from '../../persistence/tx.ts';
import { listLostClaims, releaseIfLost } from '../people/lost-claims.ts';
import { lockCase } from '../../acts/lock-case.ts';

/**
 * Roles and memberships run out by their date, and nobody acts when they do. Puts the tasks that somebody holds without one back into
 * their pools, one after the other. Gives how many there were.
 */
export async function releaseLapsedClaims(pool: Pool): Promise<{ released: number }> {
  let released = 0;
  for (const { id, caseId } of await listLostClaims(overPool(pool))) {
    released += await inTransaction(pool, async (tx) => {
      const act = new Act(tx, await lockCase(tx, caseId), { id: null, kind: 'SYSTEM' }, 'system');
      const count = await releaseIfLost(act, id);
      await act.flush();
      return count;
    });
  }
  return { released };
}
