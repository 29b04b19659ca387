import type { Tx } from '../persistence/tx.ts';
import type { Where } from '../persistence/where.ts';
import { TIMINGS } from '../tasks/inbox/conditions.ts';
import { percentilesOf, spreadOf, type Spread } from './decided.ts';

/** Of one stage of a process; both null for all of them together. */
export interface WaitingRow {
  readonly process: string | null;
  readonly stage: string | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly open: number;
  readonly overdue: number;
  readonly atRisk: number;
  /** Past their start-by, and claimed by nobody. */
  readonly notStarted: number;
  /** Since the opening of the task. */
  readonly secondsWaiting: Spread | null;
  readonly oldest: Date | null;
}

/** What waits now, by process and stage, and in all. `found` gives the ids of the tasks; the conditions are on the task `t` and its case `c`. */
export async function countWaiting(sql: Tx, where: Where, found: string): Promise<WaitingRow[]> {
  const rows = await sql.rows<Omit<WaitingRow, 'secondsWaiting'> & { percentiles: number[] | null }>(
    `WITH ${found}
     SELECT t.process, t.stage_key AS stage, max(t.title_zh) AS "titleZh", max(t.title_en) AS "titleEn", count(*)::int AS open,
       (count(*) FILTER (WHERE ${TIMINGS.OVERDUE}))::int AS overdue, (count(*) FILTER (WHERE ${TIMINGS.AT_RISK}))::int AS "atRisk",
       (count(*) FILTER (WHERE ${TIMINGS.NOT_STARTED}))::int AS "notStarted",
       min(t.created_at) AS oldest, ${percentilesOf('now() - t.created_at')} AS percentiles
     FROM found JOIN task t USING (id) JOIN "case" c ON c.id = t.case_id
     WHERE t.state IN ('OPEN', 'CLAIMED') AND ${where.condition} GROUP BY GROUPING SETS ((t.process, t.stage_key), ())`,
    where.values,
  );
  return rows.map(({ percentiles, ...row }) => ({ ...row, secondsWaiting: spreadOf(percentiles) }));
}
