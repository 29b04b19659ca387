import { STUCK_PHASES } from '../cases/stuck-phases.ts';
import type { Tx } from '../persistence/tx.ts';

/** Why a case waits for the system: the engine does not hear, or one of the system's own steps keeps failing. */
export const STUCK_REASONS = [
  'WAKE_NOT_DELIVERED',
  'DUE_ACT_LATE',
  'DUE_ACT_FAILING',
  'PHASE_NOT_OPENED',
  'PHASE_WITHOUT_STAGE',
  'PHASE_WITHOUT_SUCCESSOR',
  'SLOW_STEP',
] as const;

export interface StuckCase {
  readonly caseId: string;
  readonly number: string;
  readonly state: string;
  readonly reason: (typeof STUCK_REASONS)[number];
  readonly since: Date;
  /** The engine's or the database's own words; they hold ids, no names. */
  readonly error: string | null;
}

/** Of case `c`, for the reasons that nothing else explains: everything has been told, and nobody is ending it. */
const ALL_TOLD = `c.closed_at IS NULL AND c.closing IS NULL
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = c.id AND o.generation = c.generation AND o.delivered_at IS NULL)`;

/**
 * $1: after how many seconds a wait is no longer the ordinary course. A first phase that does not open, a screening or the making of a
 * document that fails before it has begun, a successor that does not open, instants that pass without their act.
 */
const STUCK = `SELECT c.id AS "caseId", c.number, c.state, 'WAKE_NOT_DELIVERED' AS reason, o.created_at AS since, o.last_error AS error
    FROM outbox o JOIN "case" c ON c.id = o.case_id
    WHERE o.delivered_at IS NULL AND o.created_at < now() - $1 * interval '1 second'
  UNION ALL
  SELECT c.id, c.number, c.state, 'DUE_ACT_FAILING', d.at, d.last_error FROM due_act d JOIN "case" c ON c.id = d.case_id
    WHERE d.state = 'PENDING' AND d.attempts > 0
  UNION ALL
  SELECT c.id, c.number, c.state, 'DUE_ACT_LATE', min(d.at), NULL FROM due_act d JOIN "case" c ON c.id = d.case_id
    WHERE d.state = 'PENDING' AND d.attempts = 0 AND d.at < now() - $1 * interval '1 second' AND ${ALL_TOLD} GROUP BY c.id
  UNION ALL
  SELECT c.id, c.number, c.state, 'PHASE_NOT_OPENED', c.submitted_at, NULL FROM "case" c
    WHERE c.submitted_at < now() - $1 * interval '1 second' AND ${ALL_TOLD}
      AND NOT EXISTS (SELECT FROM phase p WHERE p.case_id = c.id AND p.generation = c.generation)
  UNION ALL
  SELECT c.id, c.number, c.state, 'PHASE_WITHOUT_STAGE', p.opened_at, NULL FROM "case" c
    CROSS JOIN LATERAL (
      SELECT p.opened_at FROM phase p WHERE p.case_id = c.id AND p.state = 'OPEN' AND p.slow_step IS NULL
        AND p.opened_at < now() - $1 * interval '1 second' AND NOT EXISTS (
          SELECT FROM stage s WHERE s.case_id = c.id AND s.phase_seq = p.seq AND s.state IN ('OPEN', 'SUSPENDED')) OFFSET 0) p
    WHERE ${ALL_TOLD}
  UNION ALL
  SELECT c.id, c.number, c.state, 'PHASE_WITHOUT_SUCCESSOR', coalesce(p.over_at, p.opened_at, c.submitted_at, c.created_at), NULL
    FROM (${STUCK_PHASES}) s JOIN "case" c ON c.id = s."caseId" LEFT JOIN phase p ON p.case_id = c.id AND p.seq = s.seq
  UNION ALL
  SELECT c.id, c.number, c.state, 'SLOW_STEP', p.slow_since, p.slow_step FROM phase p JOIN "case" c ON c.id = p.case_id
    WHERE p.slow_step IS NOT NULL AND c.closed_at IS NULL AND p.slow_since < now() - $1 * interval '1 second'`;

/** After this many seconds a wait is no longer the ordinary course. */
export const ORDINARY_SECONDS = 60;

/** Open cases that wait for the system and not for a person, longest first, each with why. */
export function listStuckCases(sql: Tx, limit: number): Promise<StuckCase[]> {
  return sql.rows<StuckCase & Record<string, unknown>>(`SELECT * FROM (${STUCK}) stuck ORDER BY since LIMIT $2`, [
    ORDINARY_SECONDS,
    limit,
  ]);
}

/** How many cases the list above would name. */
export async function countStuckCases(sql: Tx): Promise<number> {
  const { count } = await sql.one<{ count: number }>(
    `SELECT count(DISTINCT "caseId")::int AS count FROM (${STUCK}) stuck`,
    [ORDINARY_SECONDS],
  );
  return count;
}
