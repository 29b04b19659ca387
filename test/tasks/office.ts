import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readAtHand, type AtHand } from '../../src/tasks/operations/at-hand.ts';
import type { Facts } from '../../src/domain/refusal.ts';
import { runAct, type ActAnswer } from '../../src/acts/run-act.ts';
import type { Act } from '../../src/acts/act.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import type { RouteBody } from '../../src/domain/routes/route.ts';
import type { Duration } from '../../src/domain/time/duration.ts';
import { claimTask, releaseTask } from '../../src/tasks/claiming/claim.ts';
import { decideTask, type DecisionInput } from '../../src/tasks/deciding/decide.ts';
import { openPhase } from '../../src/tasks/phases/open-phase.ts';
import { runDue } from '../../src/tasks/phases/run-due.ts';
import { supplementTask } from '../../src/tasks/deciding/supplement.ts';
import { takeBackDecision } from '../../src/tasks/taking-back/take-back.ts';
import type { PhaseReport } from '../../src/tasks/phases/phase-report.ts';
import type { TestDatabase } from '../support/database.ts';

type Phases = z.input<typeof RouteBody>['phases'];
export type StageWish = Partial<Phases[string]['stages'][number]>;

/** A stage that the county's leader takes, unless told otherwise. */
export function wish(key: string, values: StageWish = {}): Phases[string]['stages'][number] {
  return {
    key,
    title: { zh: `阶段 ${key}`, en: `Stage ${key}` },
    mode: 'ANY',
    approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }],
    outcomes: ['APPROVE', 'REJECT', 'RETURN'],
    ...values,
  };
}

export const LEADER = 'leader.county-0101';
export const REVIEWER = 'channel-reviewer.county-0101';
export const CITY_LEADER = 'leader.city-01';
export const OWNER = 'owner.0001@example.com';

export interface TaskRow {
  readonly id: string;
  readonly stageId: string;
  readonly state: string;
  readonly assigneeId: string | null;
  readonly supervisorId: string | null;
  readonly dueAt: Date | null;
  readonly dueFlag: string | null;
  readonly overdueAt: Date | null;
  readonly outcome: string | null;
}

const TASK = `SELECT t.id, t.stage_id AS "stageId", t.state, t.assignee_id AS "assigneeId", t.supervisor_id AS "supervisorId", t.due_at AS "dueAt",
    t.due_flag AS "dueFlag", t.overdue_at AS "overdueAt", t.outcome
  FROM task t JOIN stage s ON s.id = t.stage_id WHERE t.case_id = $1 AND t.stage_key = $2 ORDER BY s.phase_seq DESC, s.instance DESC, t.position, t.id LIMIT 1`;

export interface OfficeCase {
  readonly id: string;
  /** Opens the next phase as the workflow would. */
  open(name: string): Promise<PhaseReport>;
  /** What the workflow does when its timer for this instant fires. */
  due(firedFor: Date | string): Promise<PhaseReport>;
  /** The newest task of a stage. */
  task(key: string): Promise<TaskRow>;
  /** Live stages in words: `a OPEN`, `supplement OPEN`, `b SUSPENDED`. */
  live(): Promise<string[]>;
  state(): Promise<{ state: string; seq: number; phaseOutcome: string | null; armedAt: Date | null }>;
  audit(): Promise<string[]>;
  approve(login: string, key: string): Promise<ActAnswer>;
  decide(login: string, key: string, input: DecisionInput): Promise<ActAnswer>;
  claim(login: string, key: string): Promise<ActAnswer>;
  release(login: string, key: string): Promise<ActAnswer>;
  supplement(login: string, changed: readonly string[]): Promise<ActAnswer>;
  takeBack(login: string, decision: ActAnswer): Promise<ActAnswer>;
  act(login: string, perform: (act: Act, actor: Actor) => Facts | Promise<Facts>): Promise<ActAnswer>;
}

/** The published version of a route made of these phases. */
export async function publishRoute(db: TestDatabase, phases: Phases): Promise<string> {
  return publish(db, 'ROUTE', `test-${randomUUID()}`, { process: 'ADMISSION', phases });
}

/** A newer version of a rule; `change` gets the newest. */
export async function republish(
  db: TestDatabase,
  kind: string,
  key: string,
  change: (body: Record<string, unknown>) => object,
): Promise<string> {
  const { body } = await db.sql.one<{ body: Record<string, unknown> }>(
    `SELECT body FROM policy_version WHERE kind = $1 AND key = $2 AND state = 'PUBLISHED' ORDER BY version DESC LIMIT 1`,
    [kind, key],
  );
  return publish(db, kind, key, change(body));
}

async function publish(db: TestDatabase, kind: string, key: string, body: object): Promise<string> {
  const row = await db.sql.one<{ id: string }>(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from, published_at)
     SELECT $1::text, $2::text, coalesce(max(version), 0) + 1, 'PUBLISHED', $3, now() - interval '1 second', now()
     FROM policy_version WHERE kind = $1 AND key = $2 RETURNING id`,
    [kind, key, JSON.stringify(body)],
  );
  return row.id;
}

/** How long the applicant has for a supplement in the cases begun afterwards. */
export async function publishWindow(db: TestDatabase, window: Duration, remindBefore: Duration[] = []): Promise<void> {
  await republish(db, 'PROCESS_POLICY', 'ADMISSION', (body) => ({ ...body, supplement: { window, remindBefore } }));
}

/** The person, with nothing granted: what the core checks it reads itself. */
export async function actorOf(db: TestDatabase, login: string): Promise<Actor> {
  const { id, kind } = await db.sql.one<{ id: string; kind: Actor['kind'] }>(
    'SELECT id, kind FROM account WHERE login = $1',
    [login],
  );
  return { id, kind, locale: 'zh-CN', roles: [], memberships: [], scopes: [] };
}

/** A submitted case of company 0001 in county 0101 that has not opened any phase yet. */
export async function givenCase(db: TestDatabase, routeId: string): Promise<OfficeCase> {
  const { id } = await db.sql.one<{ id: string }>(
    `INSERT INTO "case" (number, process, state, company_id, unit_id, started_by, title_zh, title_en, route_version_id, process_version_id, submitted_at)
     SELECT $2, 'ADMISSION', 'SUBMITTED', m.company_id, u.id, a.id, '案件', 'Case', $1,
       (SELECT id FROM policy_version WHERE kind = 'PROCESS_POLICY' AND key = 'ADMISSION' AND state = 'PUBLISHED' ORDER BY version DESC LIMIT 1), now()
     FROM account a JOIN company_member m ON m.account_id = a.id AND m.role = 'OWNER', unit u
     WHERE a.login = $3 AND u.code = 'county-0101' RETURNING id`,
    [routeId, `T-${randomUUID()}`, OWNER],
  );
  return officeCase(db, id);
}

export function officeCase(db: TestDatabase, id: string): OfficeCase {
  const act: OfficeCase['act'] = async (login, perform) => {
    const actor = await actorOf(db, login);
    const request = { actor, key: randomUUID(), hash: 'h', channel: 'api', caseId: id } as const;
    return runAct(db.pool, request, async (running) => perform(running, actor));
  };
  const lastSeq = async () =>
    (await db.sql.one<{ seq: number }>('SELECT last_seq AS seq FROM "case" WHERE id = $1', [id])).seq;
  const task = (key: string) => db.sql.one<TaskRow>(TASK, [id, key]);
  const decide: OfficeCase['decide'] = async (login, key, input) => {
    const { id: taskId } = await task(key);
    return act(login, async (running, actor) =>
      decideTask(running, actor, await takeInHand(running, taskId, actor), input, {}),
    );
  };
  return {
    id,
    act,
    task,
    decide,
    approve: (login, key) => decide(login, key, { outcome: 'APPROVE' }),
    async open(name) {
      return openPhase(db.pool, { caseId: id, generation: 1, seq: (await lastSeq()) + 1, name, human: true });
    },
    async due(firedFor) {
      const instant = typeof firedFor === 'string' ? firedFor : firedFor.toISOString();
      return runDue(db.pool, { caseId: id, generation: 1, seq: await lastSeq(), firedFor: instant });
    },
    async live() {
      const rows = await db.sql.rows<{ word: string }>(
        `SELECT key || ' ' || state AS word FROM stage WHERE case_id = $1 AND state IN ('OPEN', 'SUSPENDED') ORDER BY key`,
        [id],
      );
      return rows.map(({ word }) => word);
    },
    state: () =>
      db.sql.one(
        `SELECT c.state, c.last_seq AS seq, c.armed_at AS "armedAt",
           (SELECT outcome FROM phase p WHERE p.case_id = c.id AND p.seq = c.last_seq) AS "phaseOutcome" FROM "case" c WHERE c.id = $1`,
        [id],
      ),
    async audit() {
      const rows = await db.sql.rows<{ action: string }>(
        `SELECT action FROM audit_entry WHERE chain = 'case:' || $1 ORDER BY seq`,
        [id],
      );
      return rows.map(({ action }) => action);
    },
    async claim(login, key) {
      const { id: taskId } = await task(key);
      return act(login, async (running, actor) => claimTask(running, actor, await takeInHand(running, taskId, actor)));
    },
    async release(login, key) {
      const { id: taskId } = await task(key);
      return act(login, async (running, actor) =>
        releaseTask(running, actor, await takeInHand(running, taskId, actor)),
      );
    },
    async supplement(login, changed) {
      const { id: taskId } = await task('supplement');
      return act(login, async (running, actor) =>
        supplementTask(running, actor, await takeInHand(running, taskId, actor), changed),
      );
    },
    takeBack: (login, { body }) =>
      act(login, async (running, actor) => takeBackDecision(running, actor, decisionOf({ body }))),
  };
}

/** As `actOnTask` does it: from then on the act knows in whose name. */
export async function takeInHand(act: Act, taskId: string, actor: Actor): Promise<AtHand> {
  const atHand = await readAtHand(act.tx, taskId, actor.id);
  act.standInFor(atHand.task.onBehalfOf);
  return atHand;
}

export function decisionOf({ body }: Pick<ActAnswer, 'body'>): string {
  return z.uuid().parse(body['decisionId']);
}

/** Notices written for a case: `EVENT login`, in the app only. */
export async function noticesOf(db: TestDatabase, caseId: string): Promise<string[]> {
  const rows = await db.sql.rows<{ word: string }>(
    `SELECT split_part(m.dedupe_key, ':', 1) || ' ' || a.login AS word FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.case_id = $1 AND m.channel = 'IN_APP' ORDER BY m.id`,
    [caseId],
  );
  return rows.map(({ word }) => word);
}
