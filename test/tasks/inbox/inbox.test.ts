import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES } from '../../../src/domain/access/roles.ts';
import { listMine, listPools } from '../../../src/tasks/inbox.ts';
import { countInbox } from '../../../src/tasks/inbox/counts.ts';
import { listDone } from '../../../src/tasks/inbox/done-list.ts';
import { dueKeyOf, type ListKey } from '../../../src/tasks/inbox/order.ts';
import { listStarted } from '../../../src/tasks/inbox/started-list.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorOf, CITY_LEADER, decisionOf, givenCase, LEADER, OWNER, publishRoute, REVIEWER, wish } from '../office.ts';

const FAR = '2999-01-01T00:00:00.000Z';
const CASES = 7;

let db: TestDatabase;
let leaderId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  leaderId = (await actorOf(db, LEADER)).id;
  const soon = await publishRoute(db, {
    REVIEW: {
      stages: [wish('soon', { due: { n: 60, unit: 'SECOND' } }), wish('later', { due: { n: 3600, unit: 'SECOND' } })],
    },
  });
  const never = await publishRoute(db, { REVIEW: { stages: [wish('never')] } });
  for (let n = 0; n < CASES; n += 1) await (await givenCase(db, n % 2 === 0 ? soon : never)).open('REVIEW');
});
afterAll(async () => {
  await db.close();
});

type Read = typeof listPools;

/** Page by page, as a client does it. */
async function everyPage(read: Read, accountId: string, limit: number): Promise<{ id: string; dueAt: Date | null }[]> {
  const all: { id: string; dueAt: Date | null }[] = [];
  let after: ListKey | undefined;
  for (;;) {
    const page = await read(db.sql, accountId, after, limit);
    expect(page.length).toBeLessThanOrEqual(limit);
    const last = page.at(-1);
    if (last === undefined) return all;
    all.push(...page);
    after = { due: dueKeyOf(last), id: last.id };
  }
}

/** Nothing was copied to them or asked of them, and nothing is late. */
const NOTHING_ASKED = {
  waiting: 0,
  team: null,
  teamOverdue: 0,
  teamAtRisk: 0,
  copies: 0,
  confirmations: 0,
  questions: 0,
  atRisk: 0,
  poolsOverdue: 0,
  poolsAtRisk: 0,
};

describe('the pools', () => {
  it('come soonest due first, those without a deadline last, and each once over any pages', async () => {
    const whole = await listPools(db.sql, leaderId, undefined, 100);

    expect(whole.map(({ stage }) => stage)).toEqual([
      ...Array<string>(4).fill('soon'),
      ...Array<string>(4).fill('later'),
      ...Array<string>(3).fill('never'),
    ]);
    for (const limit of [1, 2, 3, 5, 11]) {
      const pages = await everyPage(listPools, leaderId, limit);
      expect(pages.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    }
  });

  it('are empty for a person whose role has ended', async () => {
    const manager = 'channel-manager.county-0101';
    const { id } = await actorOf(db, manager);
    await db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT $1, 'LEADER', u.id FROM unit u WHERE u.code = 'county-0101'`,
      [id],
    );
    expect(await listPools(db.sql, id, undefined, 100)).toHaveLength(11);
    await db.sql.run(`UPDATE role_assignment SET valid_to = now() WHERE account_id = $1 AND role = 'LEADER'`, [id]);

    expect(await listPools(db.sql, id, undefined, 100)).toEqual([]);
    expect(await countInbox(db.sql, id)).toMatchObject({ pools: 0 });
  });

  it('show a task once to somebody who may take it in two ways', async () => {
    const { id } = await actorOf(db, CITY_LEADER);
    const route = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('twice', {
            approvers: [
              { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
              { kind: 'ROLE', role: 'RISK_OFFICER', unit: 'CITY' },
            ],
            due: { n: 60, unit: 'SECOND' },
          }),
        ],
      },
    });
    await db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT $1, 'RISK_OFFICER', u.id FROM unit u WHERE u.code = 'city-01'`,
      [id],
    );
    const one = await givenCase(db, route);
    await one.open('REVIEW');
    const { id: taskId } = await one.task('twice');
    await db.sql.run(
      `INSERT INTO task_candidate (task_id, kind, account_id, due_at) SELECT id, 'PERSON', $2, due_at FROM task WHERE id = $1`,
      [taskId, id],
    );

    expect((await listPools(db.sql, id, undefined, 10)).map((task) => task.id)).toEqual([taskId]);
    expect(await countInbox(db.sql, id)).toMatchObject({ pools: 1 });
  });

  it('come in one order and each once to somebody with more roles than most, and are counted whole', async () => {
    const { id } = await actorOf(db, CITY_LEADER);
    const roles = STAFF_ROLES.filter((role) => role !== 'ADMINISTRATOR' && role !== 'AUDITOR' && role !== 'LEADER');
    expect(roles.length).toBeGreaterThan(5);
    const ofRole = (role: (typeof roles)[number]) => ({ kind: 'ROLE', role, unit: 'CITY' }) as const;
    const route = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('all', { approvers: roles.map(ofRole), due: { n: 30, unit: 'SECOND' } }),
          ...roles.map((role, n) =>
            wish(role.toLowerCase(), {
              approvers: [ofRole(role)],
              due: { n: 60 * (1 + ((n * 3) % 7)), unit: 'SECOND' },
            }),
          ),
        ],
      },
    });
    await db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT $1, r.role, u.id FROM unit u, unnest($2::text[]) r(role)
       WHERE u.code = 'city-01' ON CONFLICT DO NOTHING`,
      [id, roles],
    );
    for (let n = 0; n < 2; n += 1) await (await givenCase(db, route)).open('REVIEW');

    const whole = await listPools(db.sql, id, undefined, 100);
    const keys = ['all', ...roles.map((role) => role.toLowerCase())];
    expect(whole.filter(({ stage }) => keys.includes(stage))).toHaveLength(2 * keys.length);
    expect(new Set(whole.map((task) => task.id)).size).toBe(whole.length);
    expect(whole.map(dueKeyOf)).toEqual(whole.map(dueKeyOf).sort());
    for (const limit of [1, 3, 4]) {
      const pages = await everyPage(listPools, id, limit);
      expect(pages.map((task) => task.id)).toEqual(whole.map((task) => task.id));
    }
    expect(await countInbox(db.sql, id)).toMatchObject({ pools: whole.length });
    await db.sql.run(`UPDATE role_assignment SET valid_to = now() WHERE account_id = $1 AND role = ANY ($2)`, [
      id,
      roles,
    ]);
  });
});

describe('what I hold, did and started', () => {
  it('moves from list to list with its badges', async () => {
    const route = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('mine', {
            approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
            due: { n: 60, unit: 'SECOND' },
          }),
          wish('open'),
        ],
      },
    });
    const { id } = await actorOf(db, REVIEWER);
    const one = await givenCase(db, route);
    await one.open('REVIEW');
    const { id: taskId } = await one.task('mine');
    expect(await countInbox(db.sql, id)).toEqual({
      mine: 0,
      pools: 1,
      overdue: 0,
      done: 0,
      started: 0,
      ...NOTHING_ASKED,
    });

    await one.claim(REVIEWER, 'mine');
    expect((await listMine(db.sql, id, undefined, 10)).map((task) => task.id)).toEqual([taskId]);
    expect(await countInbox(db.sql, id)).toEqual({
      mine: 1,
      pools: 0,
      overdue: 0,
      done: 0,
      started: 0,
      ...NOTHING_ASKED,
    });

    await one.due(FAR);
    expect(await countInbox(db.sql, id)).toMatchObject({ mine: 1, overdue: 1 });

    await one.approve(REVIEWER, 'mine');
    expect(await listDone(db.sql, id, undefined, 10)).toEqual([
      expect.objectContaining({ taskId, stage: 'mine', outcome: 'APPROVE', takenBackAt: null }),
    ]);
    expect(await countInbox(db.sql, id)).toEqual({
      mine: 0,
      pools: 0,
      overdue: 0,
      done: 1,
      started: 0,
      ...NOTHING_ASKED,
    });
  });

  it('lists decisions newest first over pages, those taken back too', async () => {
    const { id } = await actorOf(db, 'leader.county-0102');
    const route = await publishRoute(db, {
      REVIEW: { stages: [wish('a', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] }), wish('b')] },
    });
    await db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT $1, 'LEADER', u.id FROM unit u WHERE u.code = 'city-01'`,
      [id],
    );
    const decided: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const one = await givenCase(db, route);
      await one.open('REVIEW');
      const answer = await one.approve('leader.county-0102', 'a');
      decided.unshift(decisionOf(answer));
      if (n === 1) await one.takeBack('leader.county-0102', answer);
    }

    const first = await listDone(db.sql, id, undefined, 2);
    const rest = await listDone(db.sql, id, first.at(-1)?.decisionId, 2);

    expect([...first, ...rest].map(({ decisionId }) => decisionId)).toEqual(decided);
    expect([...first, ...rest].map(({ takenBackAt }) => takenBackAt !== null)).toEqual([false, true, false]);
  });

  it("counts and lists a company's cases for its other members as well", async () => {
    const { id } = await actorOf(db, 'operator.0001@example.com');
    const owner = await actorOf(db, OWNER);
    const all = await listStarted(db.sql, owner.id, undefined, 100);

    expect(await listStarted(db.sql, id, undefined, 100)).toEqual(all);
    expect(await countInbox(db.sql, id)).toMatchObject({ started: all.length });
    const second = await listStarted(db.sql, id, all[0]?.caseId, 100);
    expect(second.map(({ caseId }) => caseId)).toEqual(all.slice(1).map(({ caseId }) => caseId));
  });
});
