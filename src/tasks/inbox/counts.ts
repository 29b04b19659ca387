import { NOT_OWN_COMPANY } from '../../conversation/copies/list-copies.ts';
import { OPEN_QUESTION } from '../../conversation/comments/list-questions.ts';
import type { Tx } from '../../persistence/tx.ts';
import { listConfirmations } from '../confirmations/list-confirmations.ts';
import { STANDS } from '../confirmations/read-confirmation.ts';
import { listMine, listPools } from '../inbox.ts';
import { mandatesNow } from '../people/stand-ins/mandates.ts';
import { TIMINGS } from './conditions.ts';
import { offered, SCOPES } from './offers.ts';
import { HELD_IN_TIME, WAITING } from './own-lists.ts';
import { startedIds } from './started-list.ts';
import { countTeam } from './team/count-team.ts';

/** Badges count to this; past it a number says nothing more. */
export const COUNT_LIMIT = 1000;

export interface InboxCounts {
  readonly mine: number;
  readonly pools: number;
  /** Mine, while others speak first. */
  readonly waiting: number;
  /** Of mine. */
  readonly overdue: number;
  readonly atRisk: number;
  /** Of the first thousand in the pools. */
  readonly poolsOverdue: number;
  readonly poolsAtRisk: number;
  readonly done: number;
  readonly started: number;
  /** Copied to me and unread. */
  readonly copies: number;
  /** Asked of me and unanswered. */
  readonly questions: number;
  /** Asked of me as the supervisor (督办确认). */
  readonly confirmations: number;
  /** Of the people below me; null for whoever is nobody's superior. */
  readonly team: number | null;
  /** Of the counted. */
  readonly teamOverdue: number;
  readonly teamAtRisk: number;
}

type OwnCounts = Omit<InboxCounts, 'team' | 'teamOverdue' | 'teamAtRisk'>;

/** Whoever stands in for somebody has their tasks beside their own; for them the lists themselves are counted. */
export async function countInbox(sql: Tx, accountId: string): Promise<InboxCounts> {
  const [counted, mandates, team] = await Promise.all([
    countOwn(sql, accountId),
    mandatesNow(sql, accountId),
    countTeam(sql, accountId, COUNT_LIMIT),
  ]);
  const own = {
    ...counted,
    team: team?.open ?? null,
    teamOverdue: team?.overdue ?? 0,
    teamAtRisk: team?.atRisk ?? 0,
  };
  if (mandates.length === 0) return own;
  const [mine, pools, confirmations] = await Promise.all([
    listMine(sql, accountId, undefined, COUNT_LIMIT),
    listPools(sql, accountId, undefined, COUNT_LIMIT),
    listConfirmations(sql, {
      accountId,
      isAdministrator: false,
      state: 'OPEN',
      before: undefined,
      limit: COUNT_LIMIT,
    }),
  ]);
  const now = Date.now();
  return {
    ...own,
    mine: mine.length,
    pools: pools.length,
    confirmations: confirmations.length,
    ...inTime(mine, now),
    ...poolsInTime(pools, now),
  };
}

type Timed = Pick<Awaited<ReturnType<typeof listMine>>[number], 'overdueAt' | 'atRiskAt'>;

function inTime(tasks: readonly Timed[], now: number): Pick<InboxCounts, 'overdue' | 'atRisk'> {
  const overdue = tasks.filter(({ overdueAt }) => overdueAt !== null).length;
  const warned = tasks.filter(
    ({ overdueAt, atRiskAt }) => overdueAt === null && atRiskAt !== null && atRiskAt.getTime() <= now,
  );
  return { overdue, atRisk: warned.length };
}

function poolsInTime(tasks: readonly Timed[], now: number): Pick<InboxCounts, 'poolsOverdue' | 'poolsAtRisk'> {
  const { overdue, atRisk } = inTime(tasks, now);
  return { poolsOverdue: overdue, poolsAtRisk: atRisk };
}

const OFFERED = offered({
  bounds: [],
  conditions: [],
  keys: ['tc.due_at', 'tc.task_id'],
  limit: '$2',
  shown: 't.overdue_at, t.at_risk_at',
});

function countOwn(sql: Tx, accountId: string): Promise<OwnCounts> {
  return sql.one<OwnCounts & Record<string, number>>(
    `WITH ${SCOPES},
       held AS MATERIALIZED (SELECT * FROM (${HELD_IN_TIME}) h LIMIT $2),
       pool AS MATERIALIZED (${OFFERED})
     SELECT (SELECT count(*) FROM held)::int AS mine,
       (SELECT count(*) FROM held t WHERE ${TIMINGS.OVERDUE})::int AS overdue,
       (SELECT count(*) FROM held t WHERE ${TIMINGS.AT_RISK})::int AS "atRisk",
       (SELECT count(*) FROM pool)::int AS pools,
       (SELECT count(*) FROM (SELECT FROM (${WAITING}) w LIMIT $2) w)::int AS waiting,
       (SELECT count(*) FROM pool t WHERE ${TIMINGS.OVERDUE})::int AS "poolsOverdue",
       (SELECT count(*) FROM pool t WHERE ${TIMINGS.AT_RISK})::int AS "poolsAtRisk",
       (SELECT count(*) FROM (SELECT FROM decision WHERE account_id = $1 LIMIT $2) d)::int AS done,
       (SELECT count(*) FROM (${startedIds('true', '$2')} LIMIT $2) s)::int AS started,
       (SELECT count(*) FROM (SELECT FROM case_copy y JOIN "case" c ON c.id = y.case_id
         WHERE y.account_id = $1 AND y.read_at IS NULL AND y.revoked_at IS NULL AND ${NOT_OWN_COMPANY} LIMIT $2) y)::int AS copies,
       (SELECT count(*) FROM (SELECT FROM comment q JOIN "case" k ON k.id = q.case_id WHERE q.asked_id = $1 AND q.kind = 'QUESTION'
         AND ${OPEN_QUESTION} LIMIT $2) q)::int AS questions,
       (SELECT count(*) FROM (SELECT FROM confirmation f JOIN stage s ON s.id = f.stage_id
         WHERE f.supervisor_id = $1 AND f.state = 'OPEN' AND ${STANDS} LIMIT $2) f)::int AS confirmations`,
    [accountId, COUNT_LIMIT],
  );
}
