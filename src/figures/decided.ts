import type { Tx } from '../persistence/tx.ts';
import type { Where } from '../persistence/where.ts';
import { idsOf, type Period } from './period.ts';

/** Seconds on the wall clock. */
export interface Spread {
  readonly p50: number;
  readonly p90: number;
}

/** Of one stage of a process; both null for all of them together. */
export interface DecidedRow {
  readonly process: string | null;
  readonly stage: string | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly decided: number;
  /** Of these, after the deadline. */
  readonly late: number;
  /** From the opening of the task to the decision. */
  readonly secondsToDecide: Spread | null;
}

/** p50 and p90 of an interval, as seconds; of nothing it is null. */
export const percentilesOf = (interval: string): string =>
  `percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM ${interval})::float8)`;

export function spreadOf(percentiles: readonly number[] | null): Spread | null {
  const [p50, p90] = percentiles ?? [];
  return p50 === undefined || p90 === undefined ? null : { p50: Math.round(p50), p90: Math.round(p90) };
}

/** What these accounts decided in a period and did not take back, by process and stage, and in all. `conditions` are on the case `c`. */
export async function countDecided(
  sql: Tx,
  where: Where,
  accounts: string,
  period: Period,
  conditions: readonly string[],
): Promise<DecidedRow[]> {
  const { first, last } = idsOf(period);
  where.add(`d.account_id = ANY (${accounts}::uuid[])`);
  where.add(where.sql`d.id >= ${first}::uuid AND d.id < ${last}::uuid`);
  where.add(where.sql`d.created_at >= ${period.from} AND d.created_at < ${period.before} AND d.taken_back_at IS NULL`);
  for (const condition of conditions) where.add(condition);
  const rows = await sql.rows<Omit<DecidedRow, 'secondsToDecide'> & { percentiles: number[] | null }>(
    `SELECT t.process, t.stage_key AS stage, max(t.title_zh) AS "titleZh", max(t.title_en) AS "titleEn", count(*)::int AS decided,
       (count(*) FILTER (WHERE d.created_at > t.due_at))::int AS late, ${percentilesOf('d.created_at - t.created_at')} AS percentiles
     FROM decision d JOIN task t ON t.id = d.task_id JOIN "case" c ON c.id = d.case_id
     WHERE ${where.condition} GROUP BY GROUPING SETS ((t.process, t.stage_key), ())`,
    where.values,
  );
  return rows.map(({ percentiles, ...row }) => ({ ...row, secondsToDecide: spreadOf(percentiles) }));
}
