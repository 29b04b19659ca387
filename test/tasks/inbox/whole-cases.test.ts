import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listOwnCopies } from '../../../src/conversation/copies/list-copies.ts';
import type { CopiesFilter, StartedFilter } from '../../../src/domain/inbox/filter.ts';
import { listStarted } from '../../../src/tasks/inbox/started-list.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorOf, givenCase, LEADER, OWNER, publishRoute, wish, type OfficeCase } from '../office.ts';

let db: TestDatabase;
let reader: string;
let starter: string;
let company: string;
let plain: OfficeCase;
let rich: OfficeCase;
let ended: OfficeCase;
const LAST_YEAR = '2025-06-01T00:00:00.000Z';
const THIS_YEAR = '2026-01-01T00:00:00.000Z';

beforeAll(async () => {
  db = await openTestDatabase();
  reader = (await actorOf(db, LEADER)).id;
  starter = (await actorOf(db, OWNER)).id;
  const route = await publishRoute(db, { REVIEW: { stages: [wish('a')] } });
  [plain, rich, ended] = [await givenCase(db, route), await givenCase(db, route), await givenCase(db, route)];
  company = (await db.sql.one<{ id: string }>('SELECT company_id AS id FROM "case" WHERE id = $1', [plain.id])).id;
  await db.sql.run(
    `UPDATE "case" SET company_id = (SELECT id FROM company WHERE id <> $2 ORDER BY id LIMIT 1), amount = 120000.50, number = 'XX-2026-000042',
       created_at = $3 WHERE id = $1`,
    [rich.id, company, LAST_YEAR],
  );
  await db.sql.run(
    `INSERT INTO application (case_id, company_id, channel_type, site_name, site_address) SELECT id, company_id, 'AGENT', '', '' FROM "case" WHERE id = $1`,
    [rich.id],
  );
  await db.sql.run(`UPDATE "case" SET state = 'REJECTED', closed_at = now(), title_zh = '西湖店' WHERE id = $1`, [
    ended.id,
  ]);
  for (const [{ id }, stage] of [
    [plain, 'a'],
    [rich, 'b'],
    [ended, null],
  ] as const) {
    await db.sql.run(
      `INSERT INTO case_copy (case_id, account_id, stage_key, sent_at) VALUES ($1, $2, $3, (SELECT created_at FROM "case" WHERE id = $1))`,
      [id, reader, stage],
    );
  }
  await db.sql.run('UPDATE case_copy SET read_at = now() WHERE case_id = $1', [ended.id]);
});
afterAll(() => db.close());

const started = async (filter: StartedFilter) =>
  (await listStarted(db.sql, starter, undefined, 1000, filter)).map(({ caseId }) => caseId);
const copied = async (filter: CopiesFilter) =>
  (await listOwnCopies(db.sql, { accountId: reader, filter, after: undefined, limit: 1000 })).map(
    ({ caseId }) => caseId,
  );
const ours = (ids: readonly string[]) => ids.filter((id) => [plain, rich, ended].some((one) => one.id === id));

const BOTH: [string, () => StartedFilter & CopiesFilter, () => OfficeCase[]][] = [
  ['nothing', () => ({}), () => [ended, rich, plain]],
  ['a process', () => ({ process: 'REQUEST' }), () => []],
  ['a state', () => ({ state: 'REJECTED' }), () => [ended]],
  ['what is open', () => ({ open: 'true' }), () => [rich, plain]],
  ['what has ended', () => ({ open: 'false' }), () => [ended]],
  ['a company', () => ({ company }), () => [ended, plain]],
  ['an amount from', () => ({ amountFrom: '120000.50' }), () => [rich]],
  ['an amount up to', () => ({ amountFrom: '1', amountTo: '120000.49' }), () => []],
  ['a channel type', () => ({ channelType: 'AGENT' }), () => [rich]],
  ['the beginning of a number', () => ({ text: 'xx-2026' }), () => [rich]],
  ['words of a title', () => ({ text: '西湖' }), () => [ended]],
  ['two things at once', () => ({ company, open: 'true' }), () => [plain]],
];

describe('the cases I started', () => {
  it.each([
    ...BOTH,
    ['their beginning from', () => ({ startedFrom: THIS_YEAR }), () => [ended, plain]],
    ['their beginning before', () => ({ startedBefore: THIS_YEAR }), () => [rich]],
  ] satisfies typeof BOTH)('are narrowed by %s', async (_title, filter, expected) => {
    expect(ours(await started(filter()))).toEqual(expected().map(({ id }) => id));
  });

  it('go on behind a page under a filter too', async () => {
    const all = await listStarted(db.sql, starter, undefined, 1000, { company });
    const first = await listStarted(db.sql, starter, undefined, 1, { company });
    const rest = await listStarted(db.sql, starter, first[0]?.caseId, 1000, { company });
    expect([...first, ...rest]).toEqual(all);
  });
});

describe('what was copied to me', () => {
  it.each([
    ...BOTH,
    ['the stage that sent it', () => ({ stage: 'b' }), () => [rich]],
    ['when it was sent, from', () => ({ sentFrom: THIS_YEAR }), () => [ended, plain]],
    ['when it was sent, before', () => ({ sentBefore: THIS_YEAR }), () => [rich]],
    ['what is unread', () => ({ unread: 'true' }), () => [rich, plain]],
  ] satisfies [string, () => CopiesFilter, () => OfficeCase[]][])(
    'is narrowed by %s',
    async (_title, filter, expected) => {
      expect(ours(await copied(filter()))).toEqual(expected().map(({ id }) => id));
    },
  );
});
