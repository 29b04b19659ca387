import type { Tx } from '../../persistence/tx.ts';

/** What the rows say now; every system step answers with it, whatever it did itself (architecture §2). */
export interface PhaseReport {
  /** False: another generation of the case runs, this workflow has nothing to do any more. */
  readonly current: boolean;
  readonly outcomes: readonly { readonly seq: number; readonly outcome: string }[];
  readonly interrupt: string | null;
  /** ISO instant of the next thing due, at least a second ahead; null when nothing is planned. */
  readonly nextAt: string | null;
}

/** The earliest instant told becomes the one the workflow is armed for; acts that plan something earlier wake it. */
export async function reportPhase(tx: Tx, caseId: string, generation: number, fromSeq: number): Promise<PhaseReport> {
  const row = await tx.one<{
    generation: number;
    closing: string | null;
    outcomes: { seq: number; outcome: string }[];
    nextAt: Date | null;
  }>(
    `UPDATE "case" c SET armed_at = (SELECT greatest(at, clock_timestamp() + interval '1 second') FROM due_act
        WHERE case_id = c.id AND state = 'PENDING' ORDER BY at LIMIT 1)
     WHERE c.id = $1
     RETURNING c.generation, c.closing, c.armed_at AS "nextAt", coalesce((
       SELECT jsonb_agg(jsonb_build_object('seq', p.seq, 'outcome', p.outcome)) FROM phase p
       WHERE p.case_id = c.id AND p.generation = c.generation AND p.seq >= $2 AND p.outcome IS NOT NULL), '[]') AS outcomes`,
    [caseId, fromSeq],
  );
  return {
    current: row.generation === generation,
    outcomes: row.outcomes,
    interrupt: row.closing,
    nextAt: row.nextAt?.toISOString() ?? null,
  };
}
