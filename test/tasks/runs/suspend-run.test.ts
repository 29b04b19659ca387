import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  givenCase,
  LEADER,
  noticesOf,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';

const FAR = '2999-01-01T00:00:00.000Z';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

/** `timed` stands beside `asking`, which returns to the applicant. */
async function given(timed: StageWish): Promise<OfficeCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('timed', timed),
        wish('asking', {
          approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
          returnTo: ['applicant'],
        }),
      ],
    },
  });
  const started = await givenCase(db, routeId);
  await started.open('REVIEW');
  return started;
}

const ask = (one: OfficeCase) =>
  one.decide(REVIEWER, 'asking', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });

async function decidedAt(one: OfficeCase, outcome: string): Promise<number> {
  const { at } = await db.sql.one<{ at: Date }>(
    'SELECT created_at AS at FROM decision WHERE case_id = $1 AND outcome = $2 ORDER BY created_at DESC LIMIT 1',
    [one.id, outcome],
  );
  return at.getTime();
}

async function planned(one: OfficeCase): Promise<string[]> {
  const { id } = await one.task('timed');
  const rows = await db.sql.rows<{ kind: string }>(
    `SELECT kind FROM due_act WHERE task_id = $1 AND state = 'PENDING' ORDER BY at`,
    [id],
  );
  return rows.map(({ kind }) => kind);
}

describe('while the applicant owes something', () => {
  it('a clock stands, and afterwards has exactly as long as before', async () => {
    const one = await given({ due: { n: 3600, unit: 'SECOND' }, remindBefore: [{ n: 600, unit: 'SECOND' }] });
    const { dueAt: before } = await one.task('timed');

    await ask(one);
    expect(await one.task('timed')).toMatchObject({ state: 'SUSPENDED' });
    expect(await planned(one)).toEqual([]);
    await one.supplement(OWNER, []);

    const { dueAt: after, state } = await one.task('timed');
    const leftBefore = (before?.getTime() ?? 0) - (await decidedAt(one, 'RETURN'));
    expect((after?.getTime() ?? 0) - (await decidedAt(one, 'SUPPLEMENT'))).toBe(leftBefore);
    expect(state).toBe('OPEN');
    expect(await planned(one)).toEqual(['REMIND', 'DUE']);
  });

  it('a claimed task stays with its holder', async () => {
    const one = await given({ due: { n: 3600, unit: 'SECOND' } });
    await one.claim(LEADER, 'timed');

    await ask(one);
    await one.supplement(OWNER, []);

    const { id, state } = await one.task('timed');
    expect(state).toBe('CLAIMED');
    expect(await db.sql.rows('SELECT FROM task_candidate WHERE task_id = $1 AND open', [id])).toEqual([]);
    expect(await one.release(LEADER, 'timed')).toMatchObject({ code: 'DONE' });
    expect(await db.sql.rows('SELECT FROM task_candidate WHERE task_id = $1 AND NOT open', [id])).toEqual([]);
  });

  it('a deadline beyond the known calendar stays flagged and has no instant', async () => {
    const one = await given({ due: { n: 4000, unit: 'WORKING_DAY' } });
    expect(await one.task('timed')).toMatchObject({ dueAt: null, dueFlag: 'BEYOND_CALENDAR' });

    await ask(one);
    await one.supplement(OWNER, []);

    expect(await one.task('timed')).toMatchObject({ state: 'OPEN', dueAt: null, dueFlag: 'BEYOND_CALENDAR' });
    expect(await planned(one)).toEqual([]);
  });

  it('a stage without a deadline goes on without one', async () => {
    const one = await given({});

    await ask(one);
    await one.supplement(OWNER, []);

    expect(await one.task('timed')).toMatchObject({ state: 'OPEN', dueAt: null, dueFlag: null });
  });

  it('an overdue task stays overdue, and is not told of a second time', async () => {
    const one = await given({ due: { n: 1, unit: 'SECOND' } });
    await one.due(FAR);
    const told = (await noticesOf(db, one.id)).filter((word) => word.startsWith('TASK_OVERDUE'));

    await ask(one);
    await one.supplement(OWNER, []);
    await one.due(FAR);

    expect(told).not.toEqual([]);
    expect((await noticesOf(db, one.id)).filter((word) => word.startsWith('TASK_OVERDUE'))).toEqual(told);
    expect((await one.task('timed')).overdueAt).not.toBeNull();
  });
});
