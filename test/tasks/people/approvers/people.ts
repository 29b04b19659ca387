import type { StageWish } from '../../office.ts';
import { actorOf, givenCase, publishRoute, wish, type OfficeCase } from '../../office.ts';
import type { TestDatabase } from '../../../support/database.ts';

/** A case whose phase REVIEW, of these stages s0, s1 …, is open. */
export async function given(db: TestDatabase, ...stages: StageWish[]): Promise<OfficeCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: stages.map((values, n) => wish(`s${n}`, values)) } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

export async function idOf(db: TestDatabase, login: string): Promise<string> {
  return (await actorOf(db, login)).id;
}

/** Logins of those to whom the newest run of a stage is offered now, in person or as members of a pool. */
export async function askedOf(db: TestDatabase, one: OfficeCase, key: string): Promise<string[]> {
  const { stageId } = await one.task(key);
  const rows = await db.sql.rows<{ login: string }>(
    `SELECT DISTINCT a.login FROM task t JOIN task_candidate tc ON tc.task_id = t.id AND tc.open
       LEFT JOIN role_assignment r ON tc.kind = 'ROLE' AND r.role = tc.role AND r.unit_id = tc.scope_id AND (r.valid_to IS NULL OR r.valid_to > now())
       LEFT JOIN roster_member l ON tc.kind IN ('POST', 'GROUP') AND l.roster_id = tc.scope_id AND (l.valid_to IS NULL OR l.valid_to > now())
       JOIN account a ON a.id = coalesce(tc.account_id, r.account_id, l.account_id) AND a.state = 'ACTIVE'
     WHERE t.stage_id = $1 AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = a.id) ORDER BY 1`,
    [stageId],
  );
  return rows.map(({ login }) => login);
}

/** A post or group of a unit with these members. */
export async function givenRoster(
  db: TestDatabase,
  kind: 'POST' | 'GROUP',
  unit: string,
  code: string,
  logins: readonly string[],
): Promise<string> {
  const { id } = await db.sql.one<{ id: string }>(
    `INSERT INTO roster (kind, unit_id, code, name_zh, name_en) SELECT $1, id, $3, '名单', 'List' FROM unit WHERE code = $2 RETURNING id`,
    [kind, unit, code],
  );
  await db.sql.run(
    "INSERT INTO roster_member (roster_id, account_id, valid_from) SELECT $1, id, now() - interval '1 second' FROM account WHERE login = ANY ($2)",
    [id, logins],
  );
  return id;
}

/** What the system decided in a case: `stage OUTCOME reason`. */
export async function automaticOf(db: TestDatabase, caseId: string): Promise<string[]> {
  const rows = await db.sql.rows<{ word: string }>(
    `SELECT stage_key || ' ' || outcome || ' ' || reason_code AS word FROM decision
     WHERE case_id = $1 AND account_id IS NULL AND taken_back_at IS NULL ORDER BY created_at, id`,
    [caseId],
  );
  return rows.map(({ word }) => word);
}
