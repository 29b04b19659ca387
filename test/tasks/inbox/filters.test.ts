import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboxSort, OpenFilter } from '../../../src/domain/inbox/filter.ts';
import { readTeamFigures } from '../../../src/figures/figures.ts';
import { listMine, listPools } from '../../../src/tasks/inbox.ts';
import { listDone } from '../../../src/tasks/inbox/done-list.ts';
import { dueKeyOf, type ListKey } from '../../../src/tasks/inbox/order.ts';
import { listTeam } from '../../../src/tasks/inbox/team/list-team.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorOf, CITY_LEADER, givenCase, LEADER, publishRoute, wish, type OfficeCase } from '../office.ts';

let db: TestDatabase;
let leader: string;
let company: { id: string; name: string };
let plain: OfficeCase;
let rich: OfficeCase;
let late: OfficeCase;
beforeAll(async () => {
  db = await openTestDatabase();
  leader = (await actorOf(db, LEADER)).id;
  const route = await publishRoute(db, {
    REVIEW: { stages: [wish('a', { title: { zh: '县级审批', en: 'County approval' } })] },
    LATER: { stages: [wish('b', { priority: 90, due: { n: 3600, unit: 'SECOND' } })] },
  });
  [plain, rich, late] = [await givenCase(db, route), await givenCase(db, route), await givenCase(db, route)];
  company = await db.sql.one<{ id: string; name: string }>(
    'SELECT k.id, k.name FROM "case" c JOIN company k ON k.id = c.company_id WHERE c.id = $1',
    [plain.id],
  );
  const other = await db.sql.one<{ id: string }>('SELECT id FROM company WHERE id <> $1 ORDER BY id LIMIT 1', [
    company.id,
  ]);
  await db.sql.run(`UPDATE "case" SET company_id = $2, amount = 120000.50, number = 'XX-2026-000042' WHERE id = $1`, [
    rich.id,
    other.id,
  ]);
  await db.sql.run(
    `INSERT INTO application (case_id, company_id, channel_type, site_name, site_address) SELECT id, company_id, 'AGENT', '', '' FROM "case" WHERE id = $1`,
    [rich.id],
  );
  await plain.open('REVIEW');
  await rich.open('REVIEW');
  await late.open('LATER');
  await db.sql.run(
    `UPDATE task SET due_at = now() - interval '1 hour', overdue_at = now() - interval '1 hour' WHERE case_id = $1`,
    [late.id],
  );
  await db.sql.run(
    `UPDATE task_candidate c SET due_at = t.due_at FROM task t WHERE t.id = c.task_id AND t.case_id = $1`,
    [late.id],
  );
});
afterAll(async () => {
  await db.close();
});

const found = async (filter: OpenFilter, read: typeof listPools = listPools): Promise<string[]> =>
  (await read(db.sql, leader, undefined, 100, { sort: 'due', filter })).map(({ caseId }) => caseId);

describe('a filter of the pools', () => {
  it.each<[string, () => OpenFilter, () => OfficeCase[]]>([
    ['nothing', () => ({}), () => [late, plain, rich]],
    ['the process', () => ({ process: 'ADMISSION' }), () => [late, plain, rich]],
    ['another process', () => ({ process: 'REQUEST' }), () => []],
    ['the stage', () => ({ stage: 'b' }), () => [late]],
    ['a company', () => ({ company: company.id }), () => [late, plain]],
    ['an amount and more', () => ({ amountFrom: '120000.50' }), () => [rich]],
    ['an amount below', () => ({ amountTo: '120000.49' }), () => []],
    ['a channel type', () => ({ channelType: 'AGENT' }), () => [rich]],
    ['what is overdue', () => ({ timing: 'OVERDUE' }), () => [late]],
    ['what is at risk', () => ({ timing: 'AT_RISK' }), () => []],
    ['what is due before now', () => ({ dueBefore: new Date().toISOString() }), () => [late]],
    ['what is due in a far time', () => ({ dueFrom: '2999-01-01T00:00:00Z' }), () => []],
    ['the beginning of a number', () => ({ text: 'xx-2026-0000' }), () => [rich]],
    ["a part of the company's name", () => ({ text: company.name.slice(1, 5) }), () => [late, plain]],
    ['a part of the title', () => ({ text: '级审' }), () => [plain, rich]],
    ['a title in English', () => ({ text: 'county app' }), () => [plain, rich]],
    ['a text that nothing has', () => ({ text: '100%_' }), () => []],
    ['two things at once', () => ({ company: company.id, stage: 'a' }), () => [plain]],
  ])('by %s finds these and no others, in the order of the list', async (_, filter, cases) => {
    expect(await found(filter())).toEqual(cases().map(({ id }) => id));
  });

  it('by a unit finds what is in it or below', async () => {
    const units = await db.sql.rows<{ code: string; id: string }>(
      `SELECT code, id FROM unit WHERE code IN ('county-0101', 'city-01', 'county-0102')`,
    );
    const counts = await Promise.all(units.map(async ({ code, id }) => [code, (await found({ unit: id })).length]));

    expect(Object.fromEntries(counts)).toEqual({ 'county-0101': 3, 'city-01': 3, 'county-0102': 0 });
    expect(await found({ unit: randomUUID() })).toEqual([]);
  });

  it('shows whose case it is, where, and what it is about', async () => {
    const [task] = await listPools(db.sql, leader, undefined, 1, { sort: 'due', filter: { channelType: 'AGENT' } });

    expect(task).toMatchObject({ amount: '120000.50', channelType: 'AGENT', unit: { code: 'county-0101' } });
    expect(task?.company?.id).not.toBe(company.id);
  });
});

const ALWAYS = { from: new Date('2020-01-01T00:00:00Z'), before: new Date('2999-01-01T00:00:00Z') };

describe('the filter of what nobody has started', () => {
  it('finds a task past its start-by until somebody claims it', async () => {
    const head = (await actorOf(db, CITY_LEADER)).id;
    const filter: OpenFilter = { timing: 'NOT_STARTED' };
    const lists = async () => [
      await found(filter),
      await found(filter, listMine),
      (await listTeam(db.sql, head, undefined, 100, { sort: 'due', filter })).map(({ caseId }) => caseId),
      (await readTeamFigures(db.sql, head, ALWAYS)).notStarted,
    ];
    const startBy = (when: string) =>
      db.sql.run(`UPDATE task SET start_by = now() + $2::interval WHERE case_id = $1`, [plain.id, when]);
    await startBy('1 hour');
    expect(await lists()).toEqual([[], [], [], 0]);
    await startBy('-1 hour');
    expect(await lists()).toEqual([[plain.id], [], [plain.id], 1]);
    await plain.claim(LEADER, 'a');
    expect(await lists()).toEqual([[], [], [], 0]);
    await plain.release(LEADER, 'a');
    expect(await lists()).toEqual([[plain.id], [], [plain.id], 1]);
    await db.sql.run('UPDATE task SET start_by = NULL WHERE case_id = $1', [plain.id]);
  });
});

describe('an order of the pools', () => {
  it.each<[InboxSort, () => OfficeCase[]]>([
    ['due', () => [late, plain, rich]],
    ['priority', () => [late, plain, rich]],
    ['age', () => [plain, rich, late]],
  ])('by %s is the same over pages of any length', async (sort, cases) => {
    for (const limit of [1, 2, 3]) {
      const ids: string[] = [];
      let after: ListKey | undefined;
      for (;;) {
        const page = await listPools(db.sql, leader, after, limit, { sort, filter: {} });
        const last = page.at(-1);
        if (last === undefined) break;
        ids.push(...page.map(({ caseId }) => caseId));
        after = { due: dueKeyOf(last), id: last.id, priority: last.priority };
      }
      expect(ids).toEqual(cases().map(({ id }) => id));
    }
  });
});

describe('what I hold and did', () => {
  it('is found by the same filters', async () => {
    await rich.claim(LEADER, 'a');

    expect(await found({ text: 'XX-2026-000042' }, listMine)).toEqual([rich.id]);
    expect(await found({ text: '县级', channelType: 'AGENT' }, listMine)).toEqual([rich.id]);
    expect(await found({ company: company.id }, listMine)).toEqual([]);

    await rich.approve(LEADER, 'a');
    const done = async (filter: Parameters<typeof listDone>[5]) =>
      (await listDone(db.sql, leader, undefined, 10, 'ME', filter)).map(({ caseId }) => caseId);
    expect(await done({ text: 'xx-2026', outcome: 'APPROVE', amountFrom: '1' })).toEqual([rich.id]);
    expect(await done({ outcome: 'REJECT' })).toEqual([]);
    expect(await done({ decidedBefore: '2020-01-01T00:00:00Z' })).toEqual([]);
  });
});
