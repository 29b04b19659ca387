import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { PolicyBody } from '../../../src/domain/policies/kinds.ts';
import { calendarEffects } from '../../../src/tasks/replanning/calendar-effects.ts';
import { orderReplan } from '../../../src/tasks/replanning/order-replan.ts';
import { replanDeadlines } from '../../../src/tasks/replanning/replan-deadlines.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { inTransaction } from '../../../src/persistence/tx.ts';
import {
  givenCase,
  LEADER,
  noticesOf,
  OWNER,
  publishRoute,
  publishWindow,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';

const wd = (n: number) => ({ n, unit: 'WORKING_DAY' }) as const;
const ALWAYS = [{ from: '00:00', to: '24:00' }];
/** Every hour of every day is worked, from years ago to years ahead, so that no test depends on the day it runs. */
const EVERY_DAY = {
  timeZone: 'Asia/Shanghai',
  week: { '1': ALWAYS, '2': ALWAYS, '3': ALWAYS, '4': ALWAYS, '5': ALWAYS, '6': ALWAYS, '7': ALWAYS },
  days: {},
  knownFrom: '2026-01-01',
  knownUntil: '2028-12-31',
};
const DAY = 86_400_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});
beforeEach(async () => {
  await db.asOwner(`DELETE FROM policy_version WHERE kind = 'CALENDAR' AND key <> 'CN'`);
  await db.asOwner('UPDATE "case" SET closed_at = now() WHERE closed_at IS NULL');
  await publish('CN', EVERY_DAY);
});

async function publish(key: string, body: object): Promise<string> {
  const [row] = await db.asOwner<{ id: string }>(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from)
     SELECT 'CALENDAR', $1::text, coalesce(max(version), 0) + 1, 'PUBLISHED', $2::jsonb, clock_timestamp()
     FROM policy_version WHERE kind = 'CALENDAR' AND key = $1 RETURNING id`,
    [key, JSON.stringify(body)],
  );
  if (row === undefined) throw new Error('No version');
  const now = new Date();
  await inTransaction(db.pool, async (tx) => {
    orderReplan(tx, row.id, key, { now, from: now });
    await tx.run('SELECT 1');
  });
  return row.id;
}

const run = (versionId: string, until = new AbortController().signal) => replanDeadlines(db.pool, versionId, until);
const progress = (versionId: string) =>
  db.sql.one(`SELECT cases, moved, ended_at IS NOT NULL AS ended FROM deadline_replan WHERE policy_version_id = $1`, [
    versionId,
  ]);

/** `YYYY-MM-DD` in Shanghai, so many days from today. */
const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * DAY).toISOString().slice(0, 10);
const rest = (...offsets: number[]) => ({
  days: Object.fromEntries(offsets.map((offset) => [day(offset), { kind: 'HOLIDAY' }])),
});

async function given(values: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(db, {
    REVIEW: { stages: [wish('check', { due: wd(3), returnTo: ['applicant'], ...values })] },
  });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

const dueOf = async (one: OfficeCase, key = 'check') => (await one.task(key)).dueAt?.getTime() ?? null;
const acts = (one: OfficeCase) =>
  db.sql.rows<{ kind: string; at: Date }>(
    `SELECT kind, at FROM due_act WHERE case_id = $1 AND state = 'PENDING' ORDER BY at`,
    [one.id],
  );

describe('a calendar that is published', () => {
  it('peers 13: moves the deadlines that run, with what hangs on them, on record and told', async () => {
    const one = await given({ remindBefore: [wd(1)], startBy: wd(1) });
    const before = await dueOf(one);
    const planned = await acts(one);
    const id = await publish('CN', { ...EVERY_DAY, ...rest(1, 2) });
    expect(await run(id)).toBe(true);
    expect(await dueOf(one)).toBe((before ?? 0) + 2 * DAY);
    expect((await acts(one)).map(({ kind }) => kind)).toEqual(planned.map(({ kind }) => kind));
    expect((await acts(one)).map(({ at }) => at.getTime())).toEqual(planned.map(({ at }) => at.getTime() + 2 * DAY));
    const { id: taskId } = await one.task('check');
    const [offer] = await db.sql.rows<{ dueAt: Date }>(
      'SELECT due_at AS "dueAt" FROM task_candidate WHERE task_id = $1',
      [taskId],
    );
    expect(offer?.dueAt.getTime()).toBe((before ?? 0) + 2 * DAY);
    expect(await one.audit()).toContain('DEADLINE_REPLANNED');
    expect(await noticesOf(db, one.id)).toContain(`TASK_DEADLINE_MOVED ${LEADER}`);
    expect(await progress(id)).toEqual({ cases: 1, moved: 1, ended: true });
  });

  it('moves nothing twice, killed and started again, several at once', async () => {
    const all = [await given(), await given(), await given()];
    const before = await Promise.all(all.map((one) => dueOf(one)));
    const id = await publish('CN', { ...EVERY_DAY, ...rest(1) });
    const killed = new AbortController();
    killed.abort();
    expect(await run(id, killed.signal)).toBe(false);
    await Promise.all([run(id), run(id)]);
    expect(await run(id)).toBe(true);
    for (const [n, one] of all.entries()) {
      expect(await dueOf(one)).toBe((before[n] ?? 0) + DAY);
      expect((await one.audit()).filter((action) => action === 'DEADLINE_REPLANNED')).toHaveLength(1);
    }
    expect(await progress(id)).toEqual({ cases: 3, moved: 3, ended: true });
  });

  it('wakes the workflow of a case whose next instant came earlier, and no other', async () => {
    const slow = await publish('CN', { ...EVERY_DAY, ...rest(1, 2, 3) });
    await run(slow);
    const one = await given({ due: wd(6) });
    const wakes = () =>
      db.sql.rows(
        `SELECT next_at AS "nextAt" FROM outbox WHERE case_id = $1 AND kind = 'WAKE' AND next_at IS NOT NULL`,
        [one.id],
      );
    const before = await dueOf(one);
    expect(await wakes()).toEqual([]);
    await run(await publish('CN', EVERY_DAY));
    expect(await dueOf(one)).toBe((before ?? 0) - 3 * DAY);
    expect(await wakes()).toEqual([{ nextAt: new Date((before ?? 0) - 3 * DAY) }]);
    await run(await publish('CN', { ...EVERY_DAY, ...rest(2) }));
    expect(await wakes()).toHaveLength(1);
  });

  it('of a unit moves what is under that unit', async () => {
    const one = await given();
    const before = await dueOf(one);
    const other = await publish('city-02', rest(1));
    expect(await run(other)).toBe(true);
    expect(await dueOf(one)).toBe(before);
    expect(await progress(other)).toEqual({ cases: 0, moved: 0, ended: true });
    await run(await publish('county-0101', rest(1)));
    expect(await dueOf(one)).toBe((before ?? 0) + DAY);
    await run(await publish('county-0101', {}));
    expect(await dueOf(one)).toBe(before);
  });

  it('plans what lay beyond the years that were known', async () => {
    const id = await publish('CN', { ...EVERY_DAY, knownUntil: day(2) });
    await run(id);
    const one = await given({ due: wd(5), remindBefore: [wd(1)] });
    expect(await one.task('check')).toMatchObject({ dueAt: null, dueFlag: 'BEYOND_CALENDAR' });
    await run(await publish('CN', EVERY_DAY));
    expect(await one.task('check')).toMatchObject({ dueFlag: null });
    expect((await acts(one)).map(({ kind }) => kind)).toEqual(['REMIND', 'DUE']);
  });

  it('lets a clock stand that stands, which then runs by the new calendar', async () => {
    await publishWindow(db, wd(10));
    const routeId = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('check', { due: wd(3) }),
          wish('asking', {
            approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
            returnTo: ['applicant'],
          }),
        ],
      },
    });
    const one = await givenCase(db, routeId);
    await one.open('REVIEW');
    const before = await dueOf(one);
    await one.decide(REVIEWER, 'asking', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    const window = await dueOf(one, 'supplement');
    await run(await publish('CN', { ...EVERY_DAY, ...rest(1) }));
    expect(await one.task('check')).toMatchObject({ state: 'SUSPENDED' });
    expect(await dueOf(one)).toBe(before);
    expect(await dueOf(one, 'supplement')).toBe((window ?? 0) + DAY);
    expect(await noticesOf(db, one.id)).toContain(`TASK_DEADLINE_MOVED ${OWNER}`);
    await one.supplement(OWNER, []);
    // The day of rest, and what the applicant took.
    expect((await dueOf(one)) ?? 0).toBeGreaterThanOrEqual((before ?? 0) + DAY);
  });

  it('takes an overdue mark away from who has time again', async () => {
    const one = await given({ due: wd(1), onOverdue: 'NOTHING' });
    // As if it had been opened three days ago.
    await db.asOwner(
      `UPDATE task SET due_from = due_from - interval '3 days', due_at = due_at - interval '3 days', overdue_at = now() WHERE case_id = $1`,
      [one.id],
    );
    await db.asOwner(`UPDATE due_act SET state = 'DONE', at = at - interval '3 days' WHERE case_id = $1`, [one.id]);
    await run(await publish('CN', { ...EVERY_DAY, ...rest(-2, -1, 0) }));
    const { overdueAt, dueAt } = await one.task('check');
    expect(overdueAt).toBeNull();
    expect(dueAt !== null && dueAt.getTime() > Date.now()).toBe(true);
    expect((await acts(one)).map(({ kind }) => kind)).toEqual(['DUE']);
  });

  it('does nothing to a case that is over', async () => {
    const one = await given();
    const before = await dueOf(one);
    await db.asOwner('UPDATE "case" SET closed_at = now() WHERE id = $1', [one.id]);
    await run(await publish('CN', { ...EVERY_DAY, ...rest(1) }));
    expect(await dueOf(one)).toBe(before);
  });
});

describe('before a calendar is published', () => {
  it('one sees which deadlines it would move, and by how much', async () => {
    await given({ due: wd(3) });
    await given({ due: wd(1) });
    await given({ due: { n: 3, unit: 'DAY' } });
    const body = { ...EVERY_DAY, ...rest(2) } as PolicyBody<'CALENDAR', 'CN'>;
    const effects = await calendarEffects(db.sql, { key: 'CN', body }, new Date());
    expect(effects).toEqual({
      running: 3,
      earlier: 0,
      later: 1,
      planned: 0,
      beyond: 0,
      mostEarlierMinutes: 0,
      mostLaterMinutes: 1440,
    });
    const overlay = { week: {}, ...rest(1) } as PolicyBody<'CALENDAR', 'unit'>;
    expect(await calendarEffects(db.sql, { key: 'city-01', overlay }, new Date())).toMatchObject({
      running: 3,
      later: 2,
    });
    expect(await calendarEffects(db.sql, { key: 'city-02', overlay }, new Date())).toMatchObject({ running: 0 });
  });
});
