import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { predictCase } from '../../src/cases/prediction/predict-case.ts';
import { isError } from '../../src/domain/policies/fault.ts';
import { ApproverRule } from '../../src/domain/routes/approvers/approver-rule.ts';
import { RouteBody, StageRule } from '../../src/domain/routes/route.ts';
import { checkPolicy } from '../../src/policies/check-policy.ts';
import { decideTask } from '../../src/tasks/deciding/decide.ts';
import { taskHolders } from '../../src/tasks/people/people.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actorOf, CITY_LEADER, givenCase, LEADER, publishRoute, takeInHand, type OfficeCase } from './office.ts';

const NAMED = '00000000-0000-7000-8000-000000000001';

let db: TestDatabase;
let text: string;
beforeAll(async () => {
  db = await openTestDatabase();
  await givenPlaces();
  const { id } = await actorOf(db, 'evaluator.province');
  const file = path.join(repositoryRoot, 'docs/examples/route-with-everything.json');
  text = (await fs.readFile(file, 'utf8')).replace(NAMED, id);
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

/** Heads, a department, a post and a group, as the example names them. */
async function givenPlaces(): Promise<void> {
  for (const [unit, head] of [
    ['county-0101', LEADER],
    ['city-01', CITY_LEADER],
  ]) {
    await db.sql.run(`UPDATE unit SET head_id = (SELECT id FROM account WHERE login = $2) WHERE code = $1`, [
      unit,
      head,
    ]);
  }
  await db.sql.run(
    `INSERT INTO unit (parent_id, level, code, name_zh, name_en, path) SELECT id, 'DEPARTMENT', code || '-RISK', '风险部', 'Risk', path FROM unit WHERE code = 'city-01'`,
  );
  for (const [kind, code, unit, login] of [
    ['POST', 'MATERIAL_DESK', 'county-0101', 'channel-manager.county-0101'],
    ['GROUP', 'RISK_COMMITTEE', 'province', 'risk-officer.province'],
    ['GROUP', 'RISK_COMMITTEE', 'province', 'legal-reviewer.province'],
  ]) {
    await db.sql.run(
      `INSERT INTO roster (kind, unit_id, code, name_zh, name_en) SELECT $1, id, $2, '名册', 'Roster' FROM unit WHERE code = $3 ON CONFLICT DO NOTHING`,
      [kind, code, unit],
    );
    await db.sql.run(
      `INSERT INTO roster_member (roster_id, account_id, valid_from) SELECT l.id, a.id, now() - interval '1 day' FROM roster l, account a WHERE l.code = $1 AND a.login = $2`,
      [code, login],
    );
  }
}

function example(): { kind: string; key: string; body: unknown; route: RouteBody } {
  const { kind, key, body } = JSON.parse(text) as { kind: string; key: string; body: unknown };
  return { kind, key, body, route: RouteBody.parse(body) };
}

/** Every word of the published schema that a field of a stage may hold, or one of its list. */
function wordsOfFields(): [field: string, word: string][] {
  const { properties = {} } = z.toJSONSchema(StageRule, { io: 'input' });
  return Object.entries(properties).flatMap(([field, property]) => {
    const { enum: own = [], items } = z
      .object({ enum: Words, items: z.object({ enum: Words }).optional() })
      .parse(property);
    return [...own, ...(items?.enum ?? [])].map((word): [string, string] => [field, word]);
  });
}
const Words = z.array(z.string()).optional();

describe('docs/examples/route-with-everything.json', () => {
  it('uses every field of a stage, every word that such a field knows, and every kind of approver rule', () => {
    const { body } = example();
    const written = Object.values((body as { phases: Record<string, { stages: Record<string, unknown>[] }> }).phases);
    const stages = written.flatMap((phase) => phase.stages);
    const fields = new Set(stages.flatMap((stage) => Object.keys(stage)));
    expect(Object.keys(StageRule.shape).filter((field) => !fields.has(field))).toEqual([]);
    const words = wordsOfFields();
    expect(words.length).toBeGreaterThan(40);
    const unused = words.filter(([field, word]) => !stages.some((stage) => [stage[field]].flat().includes(word)));
    expect(unused).toEqual([]);
    const kinds = ApproverRule.options.map((option) => option.shape.kind.value);
    expect(kinds.filter((kind) => !text.includes(`"kind": "${kind}"`))).toEqual([]);
  });

  it('has the shape of a route and nothing that forbids its publication', async () => {
    const { key, body } = example();
    const { faults } = await checkPolicy({ tx: db.sql, key, at: new Date() }, 'ROUTE', body, 'production');
    expect(faults.filter(isError)).toEqual([]);
  });

  it('is gone through by a case, stage by stage as it was predicted', async () => {
    const { route } = example();
    const one = await givenCase(db, await publishRoute(db, route.phases));
    const { phases } = await predictCase(db.sql, one.id, { own: false, office: true }, new Date());
    for (const { name, stages } of phases) {
      await one.open(name);
      expect((await goThrough(one, route)).sort()).toEqual(stages.map(({ key }) => key).sort());
      expect((await one.state()).phaseOutcome).toBe('APPROVED');
    }
    const rows = await db.sql.rows<{ automatic: string | null; outcome: string }>(
      'SELECT automatic, outcome FROM stage WHERE case_id = $1',
      [one.id],
    );
    expect(rows.every(({ outcome }) => outcome === 'APPROVE')).toBe(true);
  });
});

interface OpenTask {
  readonly id: string;
  readonly stage: string;
}

/** Whoever may decide approves, until the phase is over. */
async function goThrough(one: OfficeCase, route: RouteBody): Promise<string[]> {
  const gone = new Set<string>();
  for (;;) {
    const [task] = await db.sql.rows<{ [Name in keyof OpenTask]: string }>(
      `SELECT id, stage_key AS stage FROM task WHERE case_id = $1 AND state = 'OPEN' ORDER BY created_at, position LIMIT 1`,
      [one.id],
    );
    if (task === undefined) return [...gone];
    gone.add(task.stage);
    await decide(one, task, ruleOf(route, task.stage));
  }
}

async function decide(one: OfficeCase, { id, stage }: OpenTask, rule: StageRule): Promise<void> {
  const [holder] = await taskHolders(db.sql, id);
  const { login } = await db.sql.one<{ login: string }>('SELECT login FROM account WHERE id = $1', [holder ?? null]);
  const expert = await actorOf(db, 'legal-reviewer.province');
  const outcome = rule.outcomes.includes('SIGN') ? 'SIGN' : 'APPROVE';
  const input = {
    outcome,
    ...(stage === 'county_leader' ? { next: { expert_opinion: [expert.id] } } : {}),
    reason: '同意',
  } as const;
  const answer = await one.act(login, async (act, actor) =>
    decideTask(act, actor, await takeInHand(act, id, actor), input, {}),
  );
  expect([stage, answer.code, answer.body]).toEqual([stage, 'DONE', expect.anything()]);
}

function ruleOf({ phases }: RouteBody, key: string): StageRule {
  const rule = Object.values(phases)
    .flatMap(({ stages }) => stages)
    .find((stage) => stage.key === key);
  if (rule === undefined) throw new Error(`The example has no stage ${key}`);
  return rule;
}
