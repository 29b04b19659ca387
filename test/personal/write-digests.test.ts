import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { renderMessage } from '../../src/domain/messages/render-message.ts';
import type { Facts } from '../../src/domain/refusal.ts';
import { writeDigests } from '../../src/personal/digest/write-digests.ts';
import { policyById } from '../../src/policies/current.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actorOf, givenCase, LEADER, publishRoute, REVIEWER, wish } from '../tasks/office.ts';

const EIGHT = new Date('2026-12-01T00:00:00Z');
const NINE = new Date('2026-12-01T01:30:00Z');
const TOMORROW = new Date('2026-12-02T00:00:00Z');
const never = new AbortController().signal;

let db: TestDatabase;
let leader: string;
let numbers: string[];
beforeAll(async () => {
  db = await openTestDatabase();
  leader = (await actorOf(db, LEADER)).id;
  const route = await publishRoute(db, {
    REVIEW: { stages: [wish('a')] },
    TIMED: { stages: [wish('b', { due: { n: 1, unit: 'DAY' } })] },
  });
  const [plain, timed] = [await givenCase(db, route), await givenCase(db, route)];
  await plain.open('REVIEW');
  await timed.open('TIMED');
  await timed.claim(LEADER, 'b');
  const rows = await db.sql.rows<{ number: string }>('SELECT number FROM "case" WHERE id = ANY ($1) ORDER BY id', [
    [plain.id, timed.id],
  ]);
  numbers = rows.map(({ number }) => number);
});
beforeEach(async () => {
  await db.sql.run('DELETE FROM work_settings');
  await db.sql.run(`DELETE FROM message WHERE template = 'DAILY_DIGEST'`);
});
afterAll(() => db.close());

const wants = (accountId: string, hour: number | null) =>
  db.sql.run('INSERT INTO work_settings (account_id, digest_hour, updated_at) VALUES ($1, $2, now())', [
    accountId,
    hour,
  ]);

interface Mail extends Record<string, unknown> {
  accountId: string;
  channel: string;
  locale: string;
  params: Facts;
  templateVersionId: string;
}

const mails = () =>
  db.sql.rows<Mail>(
    `SELECT account_id AS "accountId", channel, locale, params, template_version_id AS "templateVersionId" FROM message
     WHERE template = 'DAILY_DIGEST' ORDER BY id`,
  );

/** Everybody of the staff, all at eight. */
async function everybodyWants(): Promise<number> {
  return db.sql.run(
    `INSERT INTO work_settings (account_id, digest_hour, updated_at) SELECT id, 8, now() FROM account WHERE kind = 'STAFF' AND state = 'ACTIVE'`,
  );
}

describe('the daily digest', () => {
  it('is one mail about what waits, soonest due first, from the chosen hour on', async () => {
    await wants(leader, 9);
    expect(await writeDigests(db, never, EIGHT)).toEqual({ written: 0, ended: true });
    expect(await writeDigests(db, never, NINE)).toEqual({ written: 1, ended: true });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      accountId: leader,
      channel: 'EMAIL',
      params: { day: '2026-12-01', mine: 1, pools: 1, overdue: 0, copies: 0, questions: 0 },
    });
    const tasks = mail?.params['tasks'] as { caseNumber: string }[];
    expect(tasks.map(({ caseNumber }) => caseNumber)).toEqual([numbers[1], numbers[0]]);
  });

  it.each([
    ['zh-CN', '每日摘要 2026-12-01：在办 1 件，待领 1 件', '期限 '],
    ['en', 'Your day 2026-12-01: 1 in hand, 1 to take', '(due '],
  ])('speaks the language of its reader: %s', async (locale, subject, due) => {
    await wants(leader, 8);
    await writeDigests(db, never, EIGHT);
    const [mail] = await mails();
    const { body } = await policyById(db.sql, 'MESSAGE_TEMPLATE', mail?.templateVersionId ?? '');
    const facts = { locale, recipient: '甲', link: 'https://qudao.example/', params: mail?.params ?? {} };
    const rendered = renderMessage(body, facts);
    expect(rendered.subject).toBe(subject);
    expect(rendered.text).toContain(due);
    for (const number of numbers) expect(rendered.text).toContain(number);
  });

  it('is written once a day, run twice or at the same time, and again the next day', async () => {
    await wants(leader, 8);
    await Promise.all([writeDigests(db, never, EIGHT), writeDigests(db, never, EIGHT), writeDigests(db, never, NINE)]);
    await writeDigests(db, never, NINE);
    expect(await mails()).toHaveLength(1);
    await writeDigests(db, never, TOMORROW);
    expect(await mails()).toHaveLength(2);
  });

  it('is not written when nothing waits, nor for whoever wants none or is gone', async () => {
    const reviewer = (await actorOf(db, REVIEWER)).id;
    const gone = (await actorOf(db, 'leader.county-0102')).id;
    await wants(reviewer, 8);
    await wants(leader, null);
    await wants(gone, 8);
    await db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE id = $1`, [gone]);
    expect(await writeDigests(db, never, EIGHT)).toEqual({ written: 0, ended: true });
    await db.sql.run(`UPDATE account SET state = 'ACTIVE' WHERE id = $1`, [gone]);
    expect(await mails()).toEqual([]);
  });

  it('reaches everybody of many pages once, also by several runs of which one is stopped and one fails', async () => {
    const people = await everybodyWants();
    expect(people).toBeGreaterThan(40);
    const stop = new AbortController();
    const pages = { ...db, pool: db.pool, sql: db.sql };
    let asked = 0;
    const failing = {
      pool: db.pool,
      sql: {
        ...pages.sql,
        rows: ((sql: string, values?: readonly unknown[]) => {
          asked += 1;
          if (asked > 30) throw new Error('the connection is gone');
          return pages.sql.rows(sql, values);
        }) as typeof db.sql.rows,
      },
    };
    const stopped = writeDigests(db, stop.signal, EIGHT);
    stop.abort();
    await Promise.allSettled([stopped, writeDigests(failing, never, EIGHT)]);
    await Promise.all([writeDigests(db, never, EIGHT), writeDigests(db, never, EIGHT)]);
    const { marked } = await db.sql.one<{ marked: number }>(
      `SELECT count(*)::int AS marked FROM work_settings WHERE digested_on = '2026-12-01'`,
    );
    expect(marked).toBe(people);
    const written = (await mails()).map(({ accountId }) => accountId);
    expect(written).toContain(leader);
    expect(new Set(written).size).toBe(written.length);
  });
});
