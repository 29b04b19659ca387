import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listPools } from '../../../../src/tasks/inbox.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  noticesOf,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../../office.ts';

const ADMINISTRATOR = 'administrator.province';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

async function given(...stages: StageWish[]): Promise<OfficeCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: stages.map((values, n) => wish(`s${n}`, values)) } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

const atLevel = (role: 'LEADER' | 'CHANNEL_REVIEWER' | 'LEGAL_REVIEWER', unit: 'COUNTY' | 'CITY' | 'PROVINCE') => ({
  approvers: [{ kind: 'ROLE' as const, role, unit }],
});

async function supervisorOf(one: OfficeCase, key = 's0'): Promise<string | null> {
  const { supervisorId } = await one.task(key);
  if (supervisorId === null) return null;
  return (await db.sql.one<{ login: string }>('SELECT login FROM account WHERE id = $1', [supervisorId])).login;
}

async function giveRole(login: string, role: string, unit: string, from = '-1 second', to: string | null = null) {
  await db.sql.run(
    `INSERT INTO role_assignment (account_id, role, unit_id, valid_from, valid_to)
     SELECT a.id, $2, u.id, now() + $4::interval, now() + $5::interval FROM account a, unit u WHERE a.login = $1 AND u.code = $3`,
    [login, role, unit, from, to],
  );
}

describe('who may take a stage', () => {
  it("is whoever holds the role in the case's unit of that level, and nobody of another unit", async () => {
    const one = await given(atLevel('LEADER', 'CITY'));

    expect(await noticesOf(db, one.id)).toEqual([`TASK_OPENED ${CITY_LEADER}`]);
    for (const other of ['leader.city-02', LEADER, 'leader.province'])
      expect(await one.approve(other, 's0')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.approve(CITY_LEADER, 's0')).toMatchObject({ code: 'DONE' });
  });

  it("includes a department of the level's unit where somebody holds the role", async () => {
    await giveRole('evaluator.province', 'LEGAL_REVIEWER', 'province-legal');
    const one = await given(atLevel('LEGAL_REVIEWER', 'PROVINCE'));

    expect(await one.approve('evaluator.province', 's0')).toMatchObject({ code: 'DONE' });
  });

  it('changes with the roles: one given later counts, one that ended or has not begun does not', async () => {
    const one = await given(atLevel('LEADER', 'COUNTY'));
    await giveRole('finance-officer.province', 'LEADER', 'county-0101', '-2 hours', '-1 hour');
    await giveRole('auditor.province', 'LEADER', 'county-0101', '1 hour');
    await giveRole('legal-reviewer.province', 'LEADER', 'county-0101');

    expect(await one.claim('finance-officer.province', 's0')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.claim('auditor.province', 's0')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.claim('legal-reviewer.province', 's0')).toMatchObject({ code: 'DONE' });
  });

  it('of the company is whoever holds the company role, and staff never supervise that', async () => {
    const one = await given({ approvers: [{ kind: 'COMPANY', role: 'SIGNER' }] });

    expect(await supervisorOf(one)).toBeNull();
    expect(await one.approve(OWNER, 's0')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.approve('signer.0002@example.com', 's0')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.approve('signer.0001@example.com', 's0')).toMatchObject({ code: 'DONE' });
  });
});

describe('who may not', () => {
  it('is whoever decided a stage that is kept apart, with the reason and the stage it comes from', async () => {
    const one = await given(atLevel('LEADER', 'COUNTY'), { after: ['s0'], excludes: ['s0'] });
    await giveRole(REVIEWER, 'LEADER', 'county-0101');
    await one.approve(LEADER, 's0');

    expect(await one.approve(LEADER, 's1')).toMatchObject({
      code: 'EXCLUDED',
      body: { reasonCode: 'SEPARATION_OF_DUTY' },
    });
    expect(
      await db.sql.rows(
        `SELECT x.reason_code AS reason, x.source_key AS source, a.login FROM stage_exclusion x JOIN account a ON a.id = x.account_id
         WHERE x.stage_id = $1`,
        [(await one.task('s1')).stageId],
      ),
    ).toEqual([{ reason: 'SEPARATION_OF_DUTY', source: 's0', login: LEADER }]);
    const { id } = await actorOf(db, LEADER);
    const mine = await listPools(db.sql, id, undefined, 1000);
    expect(mine.map((task) => task.id)).not.toContain((await one.task('s1')).id);
    expect(await one.approve(REVIEWER, 's1')).toMatchObject({ code: 'DONE' });
  });

  it('is no longer excluded by a decision that was taken back', async () => {
    const one = await given(atLevel('LEADER', 'COUNTY'), { after: ['s0'], excludes: ['s0'] });
    await giveRole('construction-reviewer.province', 'LEADER', 'county-0101');
    const first = await one.approve(LEADER, 's0');
    await one.takeBack(LEADER, first);
    await one.release(LEADER, 's0');
    await one.approve('construction-reviewer.province', 's0');

    expect(await one.approve(LEADER, 's1')).toMatchObject({ code: 'DONE' });
  });

  it("is staff of the applicant's own company", async () => {
    await db.sql.run(
      `INSERT INTO company_member (company_id, account_id, role) SELECT m.company_id, s.id, 'OPERATOR'
       FROM account s, company_member m JOIN account o ON o.id = m.account_id WHERE s.login = 'leader.province' AND o.login = $1 AND m.role = 'OWNER'`,
      [OWNER],
    );
    const one = await given(atLevel('LEADER', 'PROVINCE'));

    expect(await one.approve('leader.province', 's0')).toMatchObject({
      code: 'EXCLUDED',
      body: { reasonCode: 'OWN_CASE' },
    });
  });
});

describe('the supervisor', () => {
  it('is the head of the nearest unit upwards whose head is somebody else', async () => {
    expect(await supervisorOf(await given(atLevel('CHANNEL_REVIEWER', 'COUNTY')))).toBe(LEADER);
    expect(await supervisorOf(await given(atLevel('LEADER', 'COUNTY')))).toBe(CITY_LEADER);
  });

  it('is nobody above the province', async () => {
    const one = await given({
      approvers: [
        { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
        { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
        { kind: 'ROLE', role: 'LEADER', unit: 'PROVINCE' },
      ],
    });

    expect(await supervisorOf(one)).toBeNull();
  });
});

describe('when a rule finds nobody', () => {
  it("an administrator of the province takes the task and is told of it; the case's record says so", async () => {
    const one = await given(atLevel('LEGAL_REVIEWER', 'COUNTY'));

    expect((await noticesOf(db, one.id)).sort()).toEqual([
      'TASK_OPENED administrator-2.province',
      `TASK_OPENED ${ADMINISTRATOR}`,
    ]);
    expect(await one.audit()).toContain('NOBODY_FOUND');
    expect(await one.approve('administrator-2.province', 's0')).toMatchObject({ code: 'DONE' });
  });

  it('somebody who is given the role later takes it too', async () => {
    const one = await given(atLevel('LEGAL_REVIEWER', 'COUNTY'));
    await giveRole('risk-officer.province', 'LEGAL_REVIEWER', 'county-0101');

    expect(await one.approve('risk-officer.province', 's0')).toMatchObject({ code: 'DONE' });
    await db.sql.run(
      `DELETE FROM role_assignment WHERE role = 'LEGAL_REVIEWER' AND unit_id = (SELECT id FROM unit WHERE code = 'county-0101')`,
    );
  });

  it('an act is refused where the route wants that, and nothing of it stays', async () => {
    const one = await given(atLevel('LEADER', 'COUNTY'), {
      after: ['s0'],
      ...atLevel('LEGAL_REVIEWER', 'COUNTY'),
      onNobody: 'REFUSE',
    });
    const before = await one.audit();

    expect(await one.approve(LEADER, 's0')).toMatchObject({ code: 'NOBODY_LEFT', body: { stage: 's1' } });

    expect(await one.live()).toEqual(['s0 OPEN']);
    expect(await one.audit()).toEqual(before);
    expect(await db.sql.rows('SELECT FROM decision WHERE case_id = $1', [one.id])).toEqual([]);
  });

  it('a system step goes on with the administrator, because a case must not stand still', async () => {
    const one = await given({ ...atLevel('LEGAL_REVIEWER', 'COUNTY'), onNobody: 'REFUSE' });

    expect(await one.live()).toEqual(['s0 OPEN']);
    expect(await one.approve(ADMINISTRATOR, 's0')).toMatchObject({ code: 'DONE' });
  });
});
