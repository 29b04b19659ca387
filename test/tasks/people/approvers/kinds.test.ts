import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StageRule } from '../../../../src/domain/routes/route.ts';
import type { Tx } from '../../../../src/persistence/tx.ts';
import { listPools } from '../../../../src/tasks/inbox.ts';
import { findApprovers } from '../../../../src/tasks/people/approvers/find-approvers.ts';
import { taskHolders } from '../../../../src/tasks/people/people.ts';
import { readCase } from '../../../../src/tasks/snapshot.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { actorOf, CITY_LEADER, LEADER, noticesOf, OWNER, REVIEWER, wish, type StageWish } from '../../office.ts';
import { askedOf, given, givenRoster, idOf } from './people.ts';

type Rules = NonNullable<StageWish['approvers']>;

const MANAGER = 'channel-manager.county-0101';
const RISK = 'risk-officer.city-01';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

/** Who is asked by these rules alone. */
async function asked(...approvers: Rules): Promise<string[]> {
  const one = await given(db, { approvers, onNobody: 'PASS' }, { after: ['s0'] });
  return askedOf(db, one, 's0');
}

describe('approvers found by unit and role', () => {
  it("in the case's own unit, and so many units above it", async () => {
    expect(await asked({ kind: 'UNIT_ROLE', role: 'LEADER' })).toEqual([LEADER]);
    expect(await asked({ kind: 'UNIT_ROLE', role: 'LEADER', above: 1 })).toEqual([CITY_LEADER]);
    expect(await asked({ kind: 'UNIT_ROLE', role: 'RISK_OFFICER', above: 1 })).toEqual([RISK]);
    expect(await asked({ kind: 'UNIT_ROLE', role: 'LEADER', above: 2 })).toEqual(['leader.province']);
    expect(await asked({ kind: 'UNIT_ROLE', role: 'LEADER', above: 3 })).toEqual([]);
  });

  it('follow who joins and leaves', async () => {
    const one = await given(db, { approvers: [{ kind: 'UNIT_ROLE', role: 'LEADER', above: 1 }] });
    await db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id, valid_from)
       SELECT a.id, 'LEADER', u.id, now() - interval '1 second' FROM account a, unit u WHERE a.login = $1 AND u.code = 'city-01'`,
      [RISK],
    );
    expect(await askedOf(db, one, 's0')).toEqual([CITY_LEADER, RISK]);
    await db.sql.run(
      `DELETE FROM role_assignment r USING account a WHERE a.id = r.account_id AND a.login = $1 AND r.role = 'LEADER'`,
      [RISK],
    );
  });
});

describe('approvers found as heads', () => {
  it("of the case's own unit and of those above", async () => {
    expect(await asked({ kind: 'HEAD', unit: 'OWN' })).toEqual([LEADER]);
    expect(await asked({ kind: 'HEAD', unit: 'CITY' })).toEqual([CITY_LEADER]);
  });

  it("of a department, by its code or by its place at the case's level", async () => {
    expect(await asked({ kind: 'DEPARTMENT_HEAD', department: 'province-legal' })).toEqual(['legal-reviewer.province']);
    expect(await asked({ kind: 'DEPARTMENT_HEAD', department: 'risk', unit: 'CITY' })).toEqual([RISK]);
    expect(await asked({ kind: 'DEPARTMENT_HEAD', department: 'risk', unit: 'COUNTY' })).toEqual([]);
  });
});

describe('superiors', () => {
  it("of an applicant from outside are the heads from the case's unit on", async () => {
    expect(await asked({ kind: 'SUPERIOR' })).toEqual([LEADER]);
    expect(await asked({ kind: 'SUPERIOR', nth: 3 })).toEqual(['leader.province']);
    expect(await asked({ kind: 'SUPERIOR', nth: 4 })).toEqual([]);
  });

  it('of who decided a stage are the heads above them, none of which is themselves', async () => {
    const stages: StageWish[] = [
      { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] },
      { after: ['s0'], approvers: [{ kind: 'SUPERIOR', ofStage: 's0' }] },
      { after: ['s0'], approvers: [{ kind: 'SUPERIOR', ofStage: 's0', nth: 2 }] },
    ];
    const one = await given(db, ...stages);
    await one.approve(LEADER, 's0');
    expect([await askedOf(db, one, 's1'), await askedOf(db, one, 's2')]).toEqual([[CITY_LEADER], ['leader.province']]);
  });

  it('of staff who started the case begin with their own unit, and nobody decides what they started', async () => {
    const one = await given(
      db,
      { onNobody: 'PASS' },
      { after: ['s0'], approvers: [{ kind: 'SUPERIOR' }, { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] },
    );
    await db.sql.run(`UPDATE "case" SET started_by = (SELECT id FROM account WHERE login = $2) WHERE id = $1`, [
      one.id,
      REVIEWER,
    ]);
    await one.approve(LEADER, 's0');
    expect(await askedOf(db, one, 's1')).toEqual([LEADER]);
    expect(await one.approve(REVIEWER, 's1')).toMatchObject({ code: 'EXCLUDED', body: { reasonCode: 'OWN_CASE' } });
  });

  it('who have left are passed over', async () => {
    await db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE login = $1`, [LEADER]);
    try {
      expect(await asked({ kind: 'SUPERIOR' })).toEqual([CITY_LEADER]);
    } finally {
      await db.sql.run(`UPDATE account SET state = 'ACTIVE' WHERE login = $1`, [LEADER]);
    }
  });
});

describe('approvers named for themselves', () => {
  it('by the route', async () => {
    expect(await asked({ kind: 'PERSON', account: await idOf(db, REVIEWER) })).toEqual([REVIEWER]);
  });

  it('are staff that may have tasks, nobody else', async () => {
    for (const login of [OWNER, 'auditor.province']) {
      expect(await asked({ kind: 'PERSON', account: await idOf(db, login) })).toEqual([]);
    }
  });

  it("as the manager of the company's open channels, while the case has none of its own", async () => {
    expect(await asked({ kind: 'CHANNEL_MANAGER' })).toEqual([MANAGER]);
    const theirs = `company_id = (SELECT m.company_id FROM company_member m JOIN account a ON a.id = m.account_id WHERE a.login = $1 AND m.role = 'OWNER')`;
    const states = await db.sql.rows<{ id: string; state: string }>(`SELECT id, state FROM channel WHERE ${theirs}`, [
      OWNER,
    ]);
    await db.sql.run(`UPDATE channel SET state = 'CLOSED' WHERE ${theirs}`, [OWNER]);
    expect(await asked({ kind: 'CHANNEL_MANAGER' })).toEqual([]);
    for (const { id, state } of states) await db.sql.run('UPDATE channel SET state = $2 WHERE id = $1', [id, state]);
  });

  it('as who decided an earlier stage, the last time it was gone through', async () => {
    const one = await given(
      db,
      {
        approvers: [
          { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
          { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
        ],
      },
      { after: ['s0'], returnTo: ['s0'], approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] },
      { after: ['s1'], approvers: [{ kind: 'DECIDER', stage: 's0' }] },
    );
    await one.approve(LEADER, 's0');
    await one.decide(REVIEWER, 's1', { outcome: 'RETURN', returnTo: 's0', reason: '请复核' });
    await one.approve(CITY_LEADER, 's0');
    await one.approve(REVIEWER, 's1');
    expect(await askedOf(db, one, 's2')).toEqual([CITY_LEADER]);
  });

  it('by a field of the form, one or several, and by nothing that is no account', async () => {
    const stages: StageWish[] = [
      {},
      { after: ['s0'], approvers: [{ kind: 'FIELD', field: 'sponsor' }], onNobody: 'PASS' },
      { after: ['s1'] },
    ];
    const withForm = async (sponsor: unknown) => {
      const one = await given(db, ...stages);
      await db.sql.run(
        `INSERT INTO application (case_id, company_id, channel_type, site_name, site_address, form) SELECT id, company_id, 'X', '', '', $2 FROM "case" WHERE id = $1`,
        [one.id, JSON.stringify({ sponsor })],
      );
      await one.approve(LEADER, 's0');
      return askedOf(db, one, 's1');
    };
    const [leader, reviewer] = [await idOf(db, CITY_LEADER), await idOf(db, REVIEWER)];
    expect(await withForm(reviewer)).toEqual([REVIEWER]);
    expect(await withForm([leader, reviewer.toUpperCase()])).toEqual([REVIEWER, CITY_LEADER].sort());
    for (const nobody of ['not-an-id', 7, null, { id: leader }, [null, 'x']])
      expect(await withForm(nobody)).toEqual([]);
  });
});

describe('a field of the form of a request', () => {
  it('names who decides there as it does in an application', async () => {
    const one = await given(
      db,
      {},
      { after: ['s0'], approvers: [{ kind: 'FIELD', field: 'handler' }], onNobody: 'PASS' },
    );
    await db.sql.run('INSERT INTO request_form (case_id, "values") VALUES ($1, $2)', [
      one.id,
      JSON.stringify({ handler: await idOf(db, REVIEWER) }),
    ]);
    await one.approve(LEADER, 's0');
    expect(await askedOf(db, one, 's1')).toEqual([REVIEWER]);
  });
});

describe('posts 岗位 and groups', () => {
  it("of the case's level, and of the nearest unit that has one", async () => {
    await givenRoster(db, 'POST', 'city-01', 'CHIEF_ACCOUNTANT', [RISK]);
    await givenRoster(db, 'GROUP', 'province', 'COMMITTEE', ['leader.province']);
    expect(await asked({ kind: 'POST', code: 'CHIEF_ACCOUNTANT', unit: 'CITY' })).toEqual([RISK]);
    expect(await asked({ kind: 'POST', code: 'CHIEF_ACCOUNTANT', unit: 'COUNTY' })).toEqual([]);
    expect(await asked({ kind: 'GROUP', code: 'COMMITTEE' })).toEqual(['leader.province']);
    await givenRoster(db, 'GROUP', 'city-01', 'COMMITTEE', [CITY_LEADER]);
    expect(await asked({ kind: 'GROUP', code: 'COMMITTEE' })).toEqual([CITY_LEADER]);
  });

  it('are read live: who joins sees the task and is told no later than others, who leaves loses it', async () => {
    const rosterId = await givenRoster(db, 'GROUP', 'county-0101', 'DUTY', [REVIEWER]);
    const one = await given(db, { approvers: [{ kind: 'GROUP', code: 'DUTY' }] });
    expect(await noticesOf(db, one.id)).toEqual([`TASK_OPENED ${REVIEWER}`]);
    await db.sql.run(
      `INSERT INTO roster_member (roster_id, account_id, valid_from) SELECT $1, id, now() - interval '1 second' FROM account WHERE login = $2`,
      [rosterId, MANAGER],
    );
    await db.sql.run(
      `UPDATE roster_member m SET valid_to = now() FROM account a WHERE a.id = m.account_id AND a.login = $2 AND m.roster_id = $1`,
      [rosterId, REVIEWER],
    );
    const { id } = await one.task('s0');
    expect(await taskHolders(db.sql, id)).toEqual([await idOf(db, MANAGER)]);
    const pool = async (login: string) => listPools(db.sql, (await actorOf(db, login)).id, undefined, 1000);
    expect((await pool(MANAGER)).map((task) => task.id)).toContain(id);
    expect((await pool(REVIEWER)).map((task) => task.id)).not.toContain(id);
    expect(await one.claim(REVIEWER, 's0')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.claim(MANAGER, 's0')).code).toBe('DONE');
    expect((await one.approve(MANAGER, 's0')).code).toBe('DONE');
  });

  it('give every member a seat where all decide', async () => {
    await givenRoster(db, 'GROUP', 'county-0101', 'PANEL', [REVIEWER, LEADER]);
    const one = await given(db, { mode: 'ALL', approvers: [{ kind: 'GROUP', code: 'PANEL' }] });
    const seats = await db.sql.one<{ n: number }>('SELECT count(*)::int AS n FROM task WHERE case_id = $1', [one.id]);
    expect(seats.n).toBe(2);
  });
});

describe('approvers by the facts of the case', () => {
  const rules = [
    {
      kind: 'BY_FACTS' as const,
      rows: [
        { when: { riskGrades: ['HIGH' as const] }, approvers: [{ kind: 'HEAD' as const, unit: 'PROVINCE' as const }] },
        {
          when: { units: ['city-01'], amountFrom: 100_000 },
          approvers: [{ kind: 'HEAD' as const, unit: 'CITY' as const }],
        },
      ],
      otherwise: [{ kind: 'HEAD' as const, unit: 'OWN' as const }],
    },
  ];
  it.each([
    ['LOW', '50000', LEADER],
    ['LOW', '100000', CITY_LEADER],
    ['HIGH', '50000', 'leader.province'],
    [null, null, LEADER],
  ])('risk %s and amount %s', async (risk, amount, login) => {
    const one = await given(db, {}, { after: ['s0'], approvers: rules });
    await db.sql.run('UPDATE "case" SET risk_grade = $2, amount = $3::numeric WHERE id = $1', [one.id, risk, amount]);
    await one.approve(LEADER, 's0');
    expect(await askedOf(db, one, 's1')).toEqual([login]);
  });
});

describe('what it costs to find them', () => {
  async function statements(approvers: Rules): Promise<number> {
    const one = await given(db, { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] });
    const snapshot = await readCase(db.sql, one.id);
    let n = 0;
    const counting: Tx = {
      ...db.sql,
      one: (sql, values) => {
        n += 1;
        return db.sql.one(sql, values);
      },
      rows: (sql, values) => {
        n += 1;
        return db.sql.rows(sql, values);
      },
    };
    await findApprovers(counting, snapshot, StageRule.parse(wish('s1', { approvers })), false);
    return n;
  }

  it('is one statement for roles and members, and one more for everything else', async () => {
    const roles: Rules = [
      { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
      { kind: 'UNIT_ROLE', role: 'LEADER', above: 1 },
      { kind: 'COMPANY', role: 'OWNER' },
    ];
    expect(await statements(roles)).toBe(1);
    expect(await statements([...roles, { kind: 'HEAD', unit: 'CITY' }, { kind: 'SUPERIOR' }])).toBe(2);
  });
});
