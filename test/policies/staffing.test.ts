import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlainRule } from '../../src/domain/routes/approvers/approver-rule.ts';
import { RouteBody } from '../../src/domain/routes/route.ts';
import { readCounties, readPeople } from '../../src/policies/staffing/read-people.ts';
import { staffRoute, type StageStaffing } from '../../src/policies/staffing/staff-route.ts';
import { resolveApprovers } from '../../src/tasks/people/approvers/resolve-approvers.ts';
import { readCase } from '../../src/tasks/snapshot.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  publishRoute,
  republish,
  REVIEWER,
  wish,
  type StageWish,
} from '../tasks/office.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await givenRosters();
  await givenHeads();
});
afterAll(async () => {
  await db.close();
});

/** The city has a committee and two counties have committees of their own, one of them empty; two units have the post. */
async function givenRosters(): Promise<void> {
  const members = {
    'GROUP city-01': [CITY_LEADER, LEADER],
    'GROUP county-0102': [REVIEWER],
    'GROUP county-0103': [],
    'POST county-0101': [LEADER],
    'POST city-01': [CITY_LEADER],
  };
  for (const [name, logins] of Object.entries(members)) {
    const [kind, unit] = name.split(' ');
    const { id } = await db.sql.one<{ id: string }>(
      `INSERT INTO roster (kind, unit_id, code, name_zh, name_en) SELECT $1, id, 'COMMITTEE', '小组', 'Committee' FROM unit WHERE code = $2 RETURNING id`,
      [kind, unit],
    );
    await db.sql.run(
      `INSERT INTO roster_member (roster_id, account_id, valid_from) SELECT $1, id, now() - interval '1 day' FROM account WHERE login = ANY ($2)`,
      [id, logins],
    );
  }
}

async function givenHeads(): Promise<void> {
  await db.sql.run(
    `INSERT INTO unit (parent_id, level, code, name_zh, name_en, path, head_id)
     SELECT u.id, 'DEPARTMENT', u.code || '-FIN', '财务部', 'Finance', u.path, (SELECT id FROM account WHERE login = $1) FROM unit u WHERE u.code = 'city-01'`,
    [CITY_LEADER],
  );
  await db.sql.run(`UPDATE unit SET path = path || id WHERE code = 'city-01-FIN'`);
  await db.sql.run(
    `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, 'LEGAL_REVIEWER', u.id FROM account a, unit u
     WHERE a.login = $1 AND u.code = 'city-01-FIN'`,
    [CITY_LEADER],
  );
  await db.sql.run(`UPDATE unit SET head_id = (SELECT id FROM account WHERE login = $1) WHERE code = 'county-0101'`, [
    LEADER,
  ]);
}

describe('whom rules name in every unit', () => {
  it('is whom they name when a stage of a case there opens', async () => {
    const { id: account } = await actorOf(db, REVIEWER);
    const levels = ['COUNTY', 'CITY', 'PROVINCE'] as const;
    const rules: PlainRule[] = [
      ...levels.flatMap((unit): PlainRule[] => [
        { kind: 'ROLE', role: 'LEADER', unit },
        { kind: 'ROLE', role: 'LEGAL_REVIEWER', unit },
        { kind: 'POST', code: 'COMMITTEE', unit },
        { kind: 'HEAD', unit },
        { kind: 'DEPARTMENT_HEAD', department: 'FIN', unit },
      ]),
      ...[0, 1, 2, 3].map((above): PlainRule => ({ kind: 'UNIT_ROLE', role: 'LEADER', above })),
      { kind: 'UNIT_ROLE', role: 'LEGAL_REVIEWER', above: 1 },
      { kind: 'GROUP', code: 'COMMITTEE' },
      { kind: 'GROUP', code: 'NONE' },
      { kind: 'HEAD', unit: 'OWN' },
      { kind: 'PERSON', account },
      { kind: 'DEPARTMENT_HEAD', department: 'city-01-FIN' },
      { kind: 'DEPARTMENT_HEAD', department: 'nowhere' },
    ];
    const peopleOf = await readPeople(db.sql, rules, new Date());
    const routeId = await publishRoute(db, { MATERIAL_REVIEW: { stages: [wish('a')] } });
    const snapshot = await readCase(db.sql, (await givenCase(db, routeId)).id);
    const found: Record<string, string[]> = {};
    const resolved: Record<string, string[]> = {};
    for (const county of await readCounties(db.sql)) {
      const there = { ...snapshot, unitId: county.id, unitPath: county.path };
      for (const [n, rule] of rules.entries()) {
        const name = `${county.code} ${JSON.stringify(rule)}`;
        const { named } = await resolveApprovers(db.sql, there, { key: 'a', excludes: [] }, [rule]);
        found[name] = [...peopleOf(n, county)].sort();
        resolved[name] = named.map((person) => person.accountId).sort();
      }
    }
    expect(found).toEqual(resolved);
    expect(Object.values(found).filter((people) => people.length > 0).length).toBeGreaterThan(50);
  });
});

const staff = (stages: readonly [string, StageWish][], key = 'new'): Promise<StageStaffing[]> =>
  staffRoute(
    { tx: db.sql, key, at: new Date() },
    RouteBody.parse({
      process: 'ADMISSION',
      phases: { MATERIAL_REVIEW: { stages: stages.map(([name, values]) => wish(name, values)) } },
    }),
  );
const role = (name: 'LEADER' | 'CHANNEL_REVIEWER' | 'LEGAL_REVIEWER', unit: 'COUNTY' | 'PROVINCE' = 'COUNTY') => ({
  kind: 'ROLE' as const,
  role: name,
  unit,
});
const shortOf = (found: StageStaffing | undefined) =>
  (found?.shortages ?? []).map(({ county, reason }) => `${county.code} ${reason}`);

describe('the staffing of a route', () => {
  it('counts the units, and in the one with the fewest who is left', async () => {
    const counties = await readCounties(db.sql);
    const [leader, legal] = await staff([
      ['a', {}],
      ['b', { approvers: [role('LEGAL_REVIEWER')] }],
    ]);
    expect(leader).toMatchObject({ units: counties.length, fewest: 1, shortages: [] });
    expect(legal).toMatchObject({ fewest: 0 });
    expect(shortOf(legal)).toEqual(counties.map(({ code }) => `${code} NOBODY`));
  });

  it('[ORG-09] names the unit where two stages kept apart share their only person', async () => {
    const { id } = await actorOf(db, 'channel-reviewer.county-0203');
    const [leader] = await db.sql.rows<{ id: string }>(
      `UPDATE role_assignment SET account_id = $1 WHERE role = 'LEADER' AND unit_id = (SELECT id FROM unit WHERE code = 'county-0203') RETURNING id`,
      [id],
    );
    expect(leader).toBeDefined();
    const found = await staff([
      ['a', { approvers: [role('CHANNEL_REVIEWER')] }],
      ['b', { after: ['a'], excludes: ['a'] }],
    ]);
    expect(shortOf(found[1])).toEqual(['county-0203 EXCLUDED']);
  });

  it('asks the fallback where the rules name nobody, and leaves to the case what only it knows', async () => {
    const [fallen, chosen, company] = await staff([
      ['a', { approvers: [role('LEGAL_REVIEWER')], fallback: [role('LEADER', 'PROVINCE')] }],
      ['b', { approvers: [{ kind: 'SUPERIOR' }] }],
      ['c', { approvers: [{ kind: 'COMPANY', role: 'SIGNER' }], outcomes: ['SIGN'] }],
    ]);
    expect([fallen?.fewest, chosen?.fewest, company?.fewest]).toEqual([1, null, null]);
    expect([fallen, chosen, company].flatMap(shortOf)).toEqual([]);
  });

  it('takes the facts for the worst', async () => {
    const [byFacts] = await staff([
      [
        'a',
        {
          approvers: [
            {
              kind: 'BY_FACTS',
              rows: [{ when: { riskGrades: ['HIGH'] }, approvers: [role('LEGAL_REVIEWER')] }],
              otherwise: [role('LEADER')],
            },
          ],
        },
      ],
    ]);
    expect(byFacts?.fewest).toBe(0);
  });

  it('looks only at the units that the decision table leads to the route', async () => {
    await republish(db, 'DECISION_TABLE', 'ADMISSION', (body) => ({
      ...body,
      rows: [
        { when: { units: ['city-02'] }, route: 'only-city-02' },
        { when: {}, route: 'admission-full' },
      ],
    }));
    const [legal] = await staff([['a', { approvers: [role('LEGAL_REVIEWER')] }]], 'only-city-02');
    expect(shortOf(legal).length).toBeGreaterThan(0);
    expect(shortOf(legal).every((word) => word.startsWith('county-02'))).toBe(true);
  });
});
