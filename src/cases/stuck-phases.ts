/**
 * Cases whose last phase has been over for $1 seconds without a successor, or which are closing, outside a recorded slow step, with nothing
 * left to tell the workflow. The sweep wakes them again, health shows them. A case that closes before its first phase has none.
 * Both halves walk a partial index that is all but empty in ordinary times; OFFSET 0 keeps the planner, which cannot know that, from
 * walking all open cases instead.
 */
export const STUCK_PHASES = `SELECT p.case_id AS "caseId", p.seq, p.outcome, c.closing
  FROM phase p CROSS JOIN LATERAL (
    SELECT c.closing FROM "case" c WHERE c.id = p.case_id AND c.closed_at IS NULL AND c.closing IS NULL
      AND ${allTold('p.case_id', 'c.generation')}
      AND NOT EXISTS (SELECT FROM phase n WHERE n.case_id = p.case_id AND n.seq > p.seq) OFFSET 0) c
  WHERE p.state = 'OVER' AND NOT p.followed AND p.over_at < now() - $1 * interval '1 second' AND p.slow_step IS NULL
  UNION ALL
  SELECT c.id, p.seq, p.outcome, c.closing
  FROM "case" c LEFT JOIN LATERAL (SELECT * FROM phase WHERE case_id = c.id ORDER BY seq DESC LIMIT 1) p ON true
    CROSS JOIN LATERAL (SELECT WHERE ${allTold('c.id', 'c.generation')} OFFSET 0) told
  WHERE c.closing IS NOT NULL AND c.closed_at IS NULL AND p.slow_step IS NULL`;

/** Nothing is left to tell the workflow, and nothing was told for $1 seconds. */
function allTold(caseId: string, generation: string): string {
  return `NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = ${caseId} AND o.generation = ${generation}
    AND (o.delivered_at IS NULL OR o.created_at > now() - $1 * interval '1 second'))`;
}

/**
 * Takes phases that have a successor, or whose case is closed, out of the index that STUCK_PHASES walks: at most $1 of them, and none that
 * somebody else is looking at.
 */
export const MARK_FOLLOWED = `UPDATE phase SET followed = true WHERE (case_id, seq) IN (
    SELECT p.case_id, p.seq FROM phase p
    WHERE p.state = 'OVER' AND NOT p.followed
      AND (EXISTS (SELECT FROM phase n WHERE n.case_id = p.case_id AND n.seq > p.seq)
        OR EXISTS (SELECT FROM "case" c WHERE c.id = p.case_id AND c.closed_at IS NOT NULL))
    LIMIT $1 FOR NO KEY UPDATE OF p SKIP LOCKED)`;
