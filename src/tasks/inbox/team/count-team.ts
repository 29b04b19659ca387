import type { Tx } from '../../../persistence/tx.ts';
import { Where } from '../../../persistence/where.ts';
import { TIMINGS } from '../conditions.ts';
import { findTeam } from './read-team.ts';
import { bindTeam, caseFor, notOwn, notTheirs } from './team-rows.ts';

/** One task is offered to some pairs of role and unit at once; after so many offers a team has its thousand. */
const OFFERS_TO_A_TASK = 5;

export interface TeamCounts {
  readonly open: number;
  /** Of the counted. */
  readonly overdue: number;
  readonly atRisk: number;
}

/** Null for whoever is nobody's superior. Each part stops where the most is reached. */
export async function countTeam(sql: Tx, accountId: string, most: number): Promise<TeamCounts | null> {
  const team = await findTeam(sql, accountId);
  if (team === undefined) return null;
  const where = new Where();
  const rows = bindTeam(where, team);
  const { superior, staff, pairs } = rows;
  const limit = where.bind(most);
  const offers = where.bind(most * OFFERS_TO_A_TASK);
  const own = notOwn(where, team);
  const conditions = [notTheirs(rows), ...own].map((one) => `(${one})`);
  const held = (whose: string) => `SELECT t.id FROM task t WHERE ${whose} AND t.state IN ('OPEN', 'CLAIMED')`;
  return sql.one<TeamCounts & Record<string, unknown>>(
    `WITH found AS (
       (SELECT o.task_id AS id FROM (${pairs()}) s CROSS JOIN LATERAL (
          SELECT tc.task_id FROM task_candidate tc WHERE tc.open AND tc.role = s.role AND tc.scope_id = s.scope_id LIMIT ${offers}) o LIMIT ${offers})
       UNION (SELECT tc.task_id FROM task_candidate tc WHERE tc.open AND tc.account_id = ANY (${staff}) LIMIT ${offers})
       UNION (${held(`t.assignee_id = ANY (${staff})`)} LIMIT ${offers})
       UNION (${held(`t.delegate_id = ANY (${staff})`)} LIMIT ${offers})
       UNION (${held(`t.supervisor_id = ${superior}`)} LIMIT ${offers})),
     counted AS (SELECT t.overdue_at, t.at_risk_at FROM found JOIN task t USING (id) ${caseFor(own)}
       WHERE ${conditions.join(' AND ')} LIMIT ${limit})
     SELECT count(*)::int AS open, (count(*) FILTER (WHERE ${TIMINGS.OVERDUE}))::int AS overdue, (count(*) FILTER (WHERE ${TIMINGS.AT_RISK}))::int AS "atRisk"
     FROM counted t`,
    where.values,
  );
}
