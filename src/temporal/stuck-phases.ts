import type { Pool } from 'pg';
import { Act } from '../acts/act.ts';
import { MARK_FOLLOWED, STUCK_PHASES } from '../cases/stuck-phases.ts';
import { lockCase } from '../acts/lock-case.ts';
import { inTransaction } from '../persistence/tx.ts';

/**
 * Phases that have been over for a minute without a successor, in a case that is not closed and not in a recorded slow step: their wake may have
 * been noted by a run that was lost. They are told again under a new n (architecture §2). Returns how many.
 */
export async function wakeStuckPhases(pool: Pool, olderThanSeconds = 60): Promise<number> {
  await markFollowed(pool);
  const stuck = await inTransaction(pool, (tx) => tx.rows<{ caseId: string }>(STUCK_PHASES, [olderThanSeconds]));
  let woken = 0;
  for (const { caseId } of stuck) woken += await wakeAgain(pool, caseId, olderThanSeconds);
  return woken;
}

const BATCH = 1_000;

/** So that the next sweep looks only at what ended since this one. */
async function markFollowed(pool: Pool): Promise<void> {
  let marked: number;
  do {
    marked = await inTransaction(pool, (tx) => tx.run(MARK_FOLLOWED, [BATCH]));
  } while (marked === BATCH);
}

async function wakeAgain(pool: Pool, caseId: string, olderThanSeconds: number): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const start = await lockCase(tx, caseId);
    const row = await tx.maybe<{ seq: number | null; outcome: string | null; closing: string | null }>(
      `SELECT * FROM (${STUCK_PHASES}) stuck WHERE "caseId" = $2`,
      [olderThanSeconds, caseId],
    );
    if (row === undefined) return 0;
    const act = new Act(tx, start, { id: null, kind: 'SYSTEM' }, 'system');
    act.wake({
      caseId,
      kind: 'WAKE',
      seq: row.seq ?? undefined,
      outcome: row.outcome ?? undefined,
      interrupt: row.closing ?? undefined,
    });
    await act.flush();
    return 1;
  });
}
