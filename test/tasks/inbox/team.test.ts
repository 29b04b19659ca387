import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboxSort, OpenFilter } from '../../../src/domain/inbox/filter.ts';
import { countInbox } from '../../../src/tasks/inbox/counts.ts';
import { dueKeyOf, type ListKey } from '../../../src/tasks/inbox/order.ts';
import { listTeam } from '../../../src/tasks/inbox/team/list-team.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorOf, CITY_LEADER, givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../office.ts';

const LEADER_ELSEWHERE = 'leader.city-02';

let db: TestDatabase;
let open: OfficeCase;
let rich: OfficeCase;
let late: OfficeCase;
beforeAll(async () => {
  db = await openTestDatabase();
  const route = await publishRoute(db, {
    REVIEW: { stages: [wish('a', { title: { zh: '县级审批', en: 'County approval' } })] },
    LATER: { stages: [wish('b', { priority: 90, due: { n: 3600, unit: 'SECOND' } })] },
  });
  [open, rich, late] = [await givenCase(db, route), await givenCase(db, route), await givenCase(db, route)];
  await db.sql.run(`UPDATE "case" SET amount = 120000.50, number = 'XX-2026-000042' WHERE id = $1`, [rich.id]);
  await open.open('REVIEW');
  await rich.open('REVIEW');
  await late.open('LATER');
  await rich.claim(LEADER, 'a');
});
afterAll(async () => {
  await db.close();
});

const teamOf = async (login: string, filter: OpenFilter = {}): Promise<string[]> => {
  const { id } = await actorOf(db, login);
  return (await listTeam(db.sql, id, undefined, 100, { sort: 'due', filter })).map(({ caseId }) => caseId);
};
const countsOf = async (login: string) => {
  const { team, teamOverdue, teamAtRisk } = await countInbox(db.sql, (await actorOf(db, login)).id);
  return { team, teamOverdue, teamAtRisk };
};

describe('the list of a team', () => {
  it('holds what the people below a head could take, and have taken, with who has it', async () => {
    const { id } = await actorOf(db, CITY_LEADER);
    const tasks = await listTeam(db.sql, id, undefined, 10);

    expect(tasks.map(({ caseId }) => caseId)).toEqual([late.id, open.id, rich.id]);
    expect(tasks.map(({ assignee }) => assignee?.id ?? null)).toEqual([null, null, (await actorOf(db, LEADER)).id]);
    expect(await countsOf(CITY_LEADER)).toEqual({ team: 3, teamOverdue: 0, teamAtRisk: 0 });
  });

  it('leaves out what the head has claimed', async () => {
    expect(await teamOf(LEADER)).toEqual([late.id, open.id]);
    expect(await countsOf(LEADER)).toMatchObject({ team: 2 });
  });

  it('of a unit beside has none of it', async () => {
    expect(await teamOf(LEADER_ELSEWHERE)).toEqual([]);
    expect(await countsOf(LEADER_ELSEWHERE)).toMatchObject({ team: 0 });
  });

  it('is refused to whoever is nobody’s superior', async () => {
    await expect(teamOf(REVIEWER)).rejects.toMatchObject({ code: 'NO_TEAM' });
    expect(await countsOf(REVIEWER)).toEqual({ team: null, teamOverdue: 0, teamAtRisk: 0 });
  });

  it('holds what somebody supervises without heading a unit', async () => {
    const { id } = await actorOf(db, REVIEWER);
    const before = await open.task('a');
    await db.sql.run('UPDATE task SET supervisor_id = $2 WHERE id = $1', [before.id, id]);

    expect(await teamOf(REVIEWER)).toEqual([open.id]);
    expect(await countsOf(REVIEWER)).toMatchObject({ team: 1 });

    await db.sql.run('UPDATE task SET supervisor_id = $2 WHERE id = $1', [before.id, before.supervisorId]);
  });

  it('holds what is offered or delegated to one of the staff by name', async () => {
    const [{ id: reviewer }, { id: task }] = [await actorOf(db, REVIEWER), await late.task('b')];
    const offer = await db.sql.one<{ id: string; scopeId: string }>(
      `UPDATE task_candidate SET account_id = $2, kind = 'PERSON', role = NULL, scope_id = NULL WHERE task_id = $1 RETURNING id`,
      [task, reviewer],
    );
    expect(await teamOf(LEADER, { stage: 'b' })).toEqual([late.id]);

    await db.sql.run('UPDATE task_candidate SET open = false WHERE id = $1', [offer.id]);
    await db.sql.run('UPDATE task SET supervisor_id = NULL WHERE id = $1', [task]);
    expect(await teamOf(LEADER, { stage: 'b' })).toEqual([]);

    await db.sql.run('UPDATE task SET delegate_id = $2 WHERE id = $1', [task, reviewer]);
    expect(await teamOf(LEADER, { stage: 'b' })).toEqual([late.id]);
  });

  it('shows nobody more of their own company’s case than its people see', async () => {
    const { id } = await actorOf(db, CITY_LEADER);
    await db.sql.run(
      `INSERT INTO company_member (company_id, account_id, role) SELECT company_id, $2, 'OPERATOR' FROM "case" WHERE id = $1`,
      [open.id, id],
    );
    expect(await teamOf(CITY_LEADER)).toEqual([]);
    expect(await countsOf(CITY_LEADER)).toMatchObject({ team: 0 });

    await db.sql.run('DELETE FROM company_member WHERE account_id = $1', [id]);
  });

  it.each<[string, OpenFilter, () => OfficeCase[]]>([
    ['the stage', { stage: 'b' }, () => [late]],
    ['an amount and more', { amountFrom: '120000' }, () => [rich]],
    ['the beginning of a number', { text: 'xx-2026-0000' }, () => [rich]],
    ['a company that has nothing', { company: '00000000-0000-7000-8000-000000000000' }, () => []],
    ['a part of the title', { text: '级审' }, () => [open, rich]],
    ['what is due in a far time', { dueFrom: '2999-01-01T00:00:00Z' }, () => []],
    ['another process', { process: 'REQUEST' }, () => []],
  ])('is narrowed by %s', async (_, filter, cases) => {
    expect(await teamOf(CITY_LEADER, filter)).toEqual(cases().map(({ id }) => id));
  });

  it.each<[InboxSort, () => OfficeCase[]]>([
    ['due', () => [late, open, rich]],
    ['priority', () => [late, open, rich]],
    ['age', () => [open, rich, late]],
  ])('by %s is the same over pages of any length', async (sort, cases) => {
    const { id } = await actorOf(db, CITY_LEADER);
    for (const limit of [1, 2, 3]) {
      const ids: string[] = [];
      let after: ListKey | undefined;
      for (;;) {
        const page = await listTeam(db.sql, id, after, limit, { sort, filter: {} });
        const last = page.at(-1);
        if (last === undefined) break;
        ids.push(...page.map(({ caseId }) => caseId));
        after = { due: dueKeyOf(last), id: last.id, priority: last.priority };
      }
      expect(ids).toEqual(cases().map(({ id: caseId }) => caseId));
    }
  });
});
