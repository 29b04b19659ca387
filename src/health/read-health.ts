import type { Tx } from '../persistence/tx.ts';
import { STUCK_PHASES } from '../cases/stuck-phases.ts';
import { currentPolicy } from '../policies/current.ts';
import { CALENDAR_KEY } from '../domain/time/calendar-overlay.ts';
import { countStuckCases, ORDINARY_SECONDS } from './stuck-cases.ts';

/** What an administrator looks at first: is anything waiting that should not wait. Counts and ages, no names. */
export interface Health {
  readonly engine: 'UP' | 'AWAY';
  /** `preparing` have no open stage, as each has for a moment between two; `stuck` have waited for the system for long. */
  readonly cases: { readonly open: number; readonly preparing: number; readonly stuck: number };
  /** Rows the engine has not been told; `failing` were tried in vain. */
  readonly outbox: { readonly waiting: number; readonly failing: number; readonly oldestSeconds: number };
  readonly dueActs: { readonly late: number; readonly failing: number };
  readonly phasesWithoutSuccessor: number;
  readonly mail: { readonly waiting: number; readonly failed: number; readonly oldestSeconds: number };
  /** Open tasks whose deadline lies past the calendar's known years. */
  readonly deadlinesFlagged: number;
  readonly calendar: { readonly knownUntil: string; readonly daysLeft: number };
  readonly policiesWaiting: number;
  readonly lastAnchor: string | null;
}

interface Row {
  open: number;
  preparing: number;
  outboxWaiting: number;
  outboxFailing: number;
  outboxOldest: number;
  dueLate: number;
  dueFailing: number;
  phases: number;
  mailWaiting: number;
  mailFailed: number;
  mailOldest: number;
  deadlinesFlagged: number;
  policiesWaiting: number;
  lastAnchor: string | null;
  now: Date;
}

const READ = `SELECT clock_timestamp() AS now,
  (SELECT count(*) FROM "case" WHERE closed_at IS NULL AND submitted_at IS NOT NULL)::int AS open,
  (SELECT count(*) FROM "case" c WHERE closed_at IS NULL AND submitted_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM stage s WHERE s.case_id = c.id AND s.state = 'OPEN'))::int AS preparing,
  (SELECT count(*) FROM outbox WHERE delivered_at IS NULL)::int AS "outboxWaiting",
  (SELECT count(*) FROM outbox WHERE delivered_at IS NULL AND attempts > 0)::int AS "outboxFailing",
  (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM outbox WHERE delivered_at IS NULL)::int AS "outboxOldest",
  (SELECT count(*) FROM due_act WHERE state = 'PENDING' AND at < clock_timestamp() - interval '1 minute')::int AS "dueLate",
  (SELECT count(*) FROM due_act WHERE state = 'PENDING' AND attempts > 0)::int AS "dueFailing",
  (SELECT count(*) FROM (${STUCK_PHASES}) stuck)::int AS phases,
  (SELECT count(*) FROM message WHERE channel = 'EMAIL' AND state IN ('PENDING', 'SENDING'))::int AS "mailWaiting",
  (SELECT count(*) FROM message WHERE channel = 'EMAIL' AND state = 'FAILED')::int AS "mailFailed",
  (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM message
    WHERE channel = 'EMAIL' AND state IN ('PENDING', 'SENDING'))::int AS "mailOldest",
  (SELECT count(*) FROM task WHERE due_flag IS NOT NULL AND state IN ('OPEN', 'CLAIMED', 'SUSPENDED'))::int AS "deadlinesFlagged",
  (SELECT count(*) FROM policy_version WHERE state = 'SUBMITTED')::int AS "policiesWaiting",
  (SELECT max(day)::text FROM audit_anchor) AS "lastAnchor"`;

export async function readHealth(sql: Tx, engineReachable: boolean): Promise<Health> {
  const [row, stuck] = await Promise.all([
    sql.one<Row & Record<string, unknown>>(READ, [ORDINARY_SECONDS]),
    countStuckCases(sql),
  ]);
  const { body } = await currentPolicy(sql, 'CALENDAR', CALENDAR_KEY, row.now);
  return {
    engine: engineReachable ? 'UP' : 'AWAY',
    cases: { open: row.open, preparing: row.preparing, stuck },
    outbox: { waiting: row.outboxWaiting, failing: row.outboxFailing, oldestSeconds: row.outboxOldest },
    dueActs: { late: row.dueLate, failing: row.dueFailing },
    phasesWithoutSuccessor: row.phases,
    mail: { waiting: row.mailWaiting, failed: row.mailFailed, oldestSeconds: row.mailOldest },
    deadlinesFlagged: row.deadlinesFlagged,
    calendar: { knownUntil: body.knownUntil, daysLeft: daysUntil(body.knownUntil, row.now) },
    policiesWaiting: row.policiesWaiting,
    lastAnchor: row.lastAnchor,
  };
}

function daysUntil(date: string, now: Date): number {
  return Math.max(0, Math.ceil((Date.parse(`${date}T23:59:59Z`) - now.getTime()) / 86_400_000));
}
