import type { Tx } from '../persistence/tx.ts';

export interface InboxTask {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly process: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly caseTitleZh: string;
  readonly caseTitleEn: string;
  readonly form: string | null;
  readonly state: string;
  readonly priority: number;
  readonly createdAt: Date;
  readonly startBy: Date | null;
  readonly atRiskAt: Date | null;
  readonly dueAt: Date | null;
  readonly dueFlag: string | null;
  readonly overdueAt: Date | null;
  readonly claimedAt: Date | null;
}

/** Sort key of open lists: due instant (ISO, or `infinity`, which is last), then id. */
export interface DueKey {
  readonly due: string;
  readonly id: string;
}

const COLUMNS = `t.id, t.case_id AS "caseId", c.number AS "caseNumber", t.process, t.stage_key AS stage, t.title_zh AS "titleZh", t.title_en AS "titleEn",
  c.title_zh AS "caseTitleZh", c.title_en AS "caseTitleEn", t.form, t.state, t.priority, t.created_at AS "createdAt", t.start_by AS "startBy",
  t.at_risk_at AS "atRiskAt", t.due_at AS "dueAt", t.due_flag AS "dueFlag", t.overdue_at AS "overdueAt", t.claimed_at AS "claimedAt",
  coalesce(to_char(t.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'infinity') AS "dueKey"`;

type Keyed<Row> = Row & { readonly dueKey: string };

/** Tasks this person holds. */
export function listMine(
  sql: Tx,
  accountId: string,
  after: DueKey | undefined,
  limit: number,
): Promise<Keyed<InboxTask>[]> {
  return sql.rows<Keyed<InboxTask>>(
    `SELECT ${COLUMNS} FROM task t JOIN "case" c ON c.id = t.case_id
     WHERE t.assignee_id = $1 AND t.state IN ('OPEN', 'CLAIMED') AND (coalesce(t.due_at, 'infinity'), t.id) > ($2::timestamptz, $3::uuid)
     ORDER BY coalesce(t.due_at, 'infinity'), t.id LIMIT $4`,
    [accountId, ...from(after), limit],
  );
}

/** One index walk per (role, unit) pair, post and group the person has now, and one for what is offered to them in person. */
const SCOPES = `scopes AS (
    SELECT role, unit_id AS scope_id FROM role_assignment WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
    UNION
    SELECT role, company_id FROM company_member WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())
    UNION
    SELECT l.kind, l.id FROM roster_member m JOIN roster l ON l.id = m.roster_id
    WHERE m.account_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))`;

const FREE = `EXISTS (SELECT FROM task f WHERE f.id = tc.task_id AND f.state = 'OPEN' AND NOT EXISTS (
    SELECT FROM stage_exclusion x WHERE x.stage_id = f.stage_id AND x.account_id = $1))`;

const OFFERED = `SELECT o.task_id, o.due_at FROM scopes s CROSS JOIN LATERAL (
      SELECT tc.task_id, tc.due_at FROM task_candidate tc
      WHERE tc.open AND tc.role = s.role AND tc.scope_id = s.scope_id AND (tc.due_at, tc.task_id) > ($2::timestamptz, $3::uuid) AND ${FREE}
      ORDER BY tc.due_at, tc.task_id LIMIT $4) o
    UNION
    SELECT p.task_id, p.due_at FROM (
      SELECT tc.task_id, tc.due_at FROM task_candidate tc
      WHERE tc.open AND tc.account_id = $1 AND (tc.due_at, tc.task_id) > ($2::timestamptz, $3::uuid) AND ${FREE}
      ORDER BY tc.due_at, tc.task_id LIMIT $4) p`;

/** Tasks this person could take: open, nobody's yet, nothing excludes them. */
export function listPools(
  sql: Tx,
  accountId: string,
  after: DueKey | undefined,
  limit: number,
): Promise<Keyed<InboxTask>[]> {
  return sql.rows<Keyed<InboxTask>>(
    `WITH ${SCOPES}, page AS (SELECT * FROM (${OFFERED}) offered ORDER BY due_at, task_id LIMIT $4)
     SELECT ${COLUMNS} FROM page JOIN task t ON t.id = page.task_id JOIN "case" c ON c.id = t.case_id ORDER BY page.due_at, page.task_id`,
    [accountId, ...from(after), limit],
  );
}

export interface DoneTask {
  readonly decisionId: string;
  readonly taskId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseState: string;
  readonly caseTitleZh: string;
  readonly caseTitleEn: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly outcome: string;
  readonly decidedAt: Date;
  readonly takenBackAt: Date | null;
}

/** What this person decided, newest first. */
export function listDone(sql: Tx, accountId: string, before: string | undefined, limit: number): Promise<DoneTask[]> {
  return sql.rows<DoneTask>(
    `SELECT d.id AS "decisionId", d.task_id AS "taskId", d.case_id AS "caseId", c.number AS "caseNumber", c.state AS "caseState",
       c.title_zh AS "caseTitleZh", c.title_en AS "caseTitleEn", d.stage_key AS stage, t.title_zh AS "titleZh", t.title_en AS "titleEn", d.outcome,
       d.created_at AS "decidedAt", d.taken_back_at AS "takenBackAt"
     FROM decision d JOIN task t ON t.id = d.task_id JOIN "case" c ON c.id = d.case_id
     WHERE d.account_id = $1 AND ($2::uuid IS NULL OR d.id < $2) ORDER BY d.id DESC LIMIT $3`,
    [accountId, before ?? null, limit],
  );
}

export interface StartedCase {
  readonly caseId: string;
  readonly number: string;
  readonly process: string;
  readonly state: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

/** Two index walks, newest first: cases the person started, and those of each company they are a member of. */
const startedIds = (
  before: string,
  limit: string,
) => `(SELECT id FROM "case" WHERE started_by = $1 ${before} ORDER BY id DESC LIMIT ${limit})
    UNION SELECT k.id FROM company_member m CROSS JOIN LATERAL (
      SELECT id FROM "case" WHERE company_id = m.company_id ${before} ORDER BY id DESC LIMIT ${limit}) k
    WHERE m.account_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())`;

/** Cases this person started, and those of the companies they are a member of, newest first. */
export function listStarted(
  sql: Tx,
  accountId: string,
  before: string | undefined,
  limit: number,
): Promise<StartedCase[]> {
  return sql.rows<StartedCase>(
    `SELECT c.id AS "caseId", c.number, c.process, c.state, c.title_zh AS "titleZh", c.title_en AS "titleEn", c.created_at AS "createdAt",
       c.closed_at AS "closedAt"
     FROM (${startedIds('AND id < $2::uuid', '$3')}) s JOIN "case" c USING (id) ORDER BY c.id DESC LIMIT $3`,
    [accountId, before ?? LAST_ID, limit],
  );
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Badges count to this; past it a number says nothing more. */
export const COUNT_LIMIT = 1000;

export interface InboxCounts {
  readonly mine: number;
  readonly pools: number;
  readonly overdue: number;
  readonly done: number;
  readonly started: number;
}

export function countInbox(sql: Tx, accountId: string): Promise<InboxCounts> {
  return sql.one<InboxCounts & Record<string, number>>(
    `WITH ${SCOPES}
     SELECT (SELECT count(*) FROM (SELECT FROM task WHERE assignee_id = $1 AND state IN ('OPEN', 'CLAIMED') LIMIT $4) m)::int AS mine,
       (SELECT count(*) FROM (SELECT FROM task WHERE assignee_id = $1 AND state IN ('OPEN', 'CLAIMED') AND overdue_at IS NOT NULL LIMIT $4) m)::int AS overdue,
       (SELECT count(*) FROM (SELECT FROM (${OFFERED}) offered LIMIT $4) p)::int AS pools,
       (SELECT count(*) FROM (SELECT FROM decision WHERE account_id = $1 LIMIT $4) d)::int AS done,
       (SELECT count(*) FROM (${startedIds('', '$4')} LIMIT $4) s)::int AS started`,
    [accountId, ...from(undefined), COUNT_LIMIT],
  );
}

function from(after: DueKey | undefined): [string, string] {
  return after === undefined ? ['-infinity', '00000000-0000-0000-0000-000000000000'] : [after.due, after.id];
}
