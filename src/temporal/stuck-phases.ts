import type { Pool } from 'pg';
import { Act } from '../acts/act.ts';
import { inTransaction } from '../persistence/tx.ts';

/**
 * Phases that have been over for a minute without a successor, in a case that is not closed and not in a recorded slow step: their wake may have
 * been noted by a run that was lost. They are told again under a new n (architecture §2). Returns how many.
 */
export async function wakeStuckPhases(pool: Pool, olderThanSeconds = 60): Promise<number> {
  const stuck = await inTransaction(pool, (tx) => tx.rows<{ caseId: string }>(STUCK_PHASES, [olderThanSeconds]));
  let woken = 0;
  for (const { caseId } of stuck) woken += await wakeAgain(pool, caseId, olderThanSeconds);
  return woken;
}

/** Shared with health: what counts as stuck. $1 = seconds. */
export const STUCK_PHASES = `SELECT c.id AS "caseId", c.number, p.seq, p.name, p.outcome, c.closing
  FROM "case" c JOIN LATERAL (SELECT * FROM phase WHERE case_id = c.id ORDER BY seq DESC LIMIT 1) p ON true
  WHERE c.closed_at IS NULL AND (p.state = 'OVER' OR c.closing IS NOT NULL) AND p.slow_step IS NULL
    AND coalesce(p.over_at, p.opened_at) < clock_timestamp() - $1 * interval '1 second'
    AND NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = c.id AND o.generation = c.generation
      AND (o.delivered_at IS NULL OR o.created_at > clock_timestamp() - $1 * interval '1 second'))`;

async function wakeAgain(pool: Pool, caseId: string, olderThanSeconds: number): Promise<number> {
  return inTransaction(pool, async (tx) => {
    await tx.one('SELECT id FROM "case" WHERE id = $1 FOR NO KEY UPDATE', [caseId]);
    const row = await tx.maybe<{ seq: number; outcome: string | null; closing: string | null }>(
      `SELECT * FROM (${STUCK_PHASES}) stuck WHERE "caseId" = $2`,
      [olderThanSeconds, caseId],
    );
    if (row === undefined) return 0;
    const act = new Act(tx, new Date(), { id: null, kind: 'SYSTEM' }, 'system');
    act.wake({
      caseId,
      kind: 'WAKE',
      seq: row.seq,
      outcome: row.outcome ?? undefined,
      interrupt: row.closing ?? undefined,
    });
    await act.flush();
    return 1;
  });
}
