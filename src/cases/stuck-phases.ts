/**
 * Cases whose last phase has been over for $1 seconds without a successor, outside a recorded slow step, with nothing left to tell the workflow.
 * The sweep wakes them again, health shows them.
 */
export const STUCK_PHASES = `SELECT c.id AS "caseId", c.number, p.seq, p.name, p.outcome, c.closing
  FROM "case" c JOIN LATERAL (SELECT * FROM phase WHERE case_id = c.id ORDER BY seq DESC LIMIT 1) p ON true
  WHERE c.closed_at IS NULL AND (p.state = 'OVER' OR c.closing IS NOT NULL) AND p.slow_step IS NULL
    AND coalesce(p.over_at, p.opened_at) < clock_timestamp() - $1 * interval '1 second'
    AND NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = c.id AND o.generation = c.generation
      AND (o.delivered_at IS NULL OR o.created_at > clock_timestamp() - $1 * interval '1 second'))`;
