import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transferTask } from '../../../src/tasks/operations/transfer.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';

const seconds = (n: number) => ({ n, unit: 'SECOND' }) as const;
const TIMED = {
  due: seconds(3600),
  remindBefore: [seconds(1800), seconds(600)],
  atRiskBefore: seconds(900),
  remindAfter: [seconds(600)],
  overdueGrace: seconds(1200),
} satisfies StageWish;
const ALL = ['REMIND', 'AT_RISK', 'REMIND', 'DUE', 'REMIND_AFTER', 'OVERDUE'];

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

/** The reviewer's `first`, then the leader's `timed`; beside them `asking`, which returns to the applicant. */
async function given(): Promise<OfficeCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('first', { approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] }),
        wish('timed', { after: ['first'], returnTo: ['first'], ...TIMED }),
        wish('asking', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }], returnTo: ['applicant'] }),
      ],
    },
  });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  await one.approve(REVIEWER, 'first');
  return one;
}

const ask = (one: OfficeCase) =>
  one.decide(CITY_LEADER, 'asking', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });

async function planned(one: OfficeCase): Promise<{ kind: string; at: Date }[]> {
  const { id } = await one.task('timed');
  return db.sql.rows(`SELECT kind, at FROM due_act WHERE task_id = $1 AND state = 'PENDING' ORDER BY at`, [id]);
}
const kinds = async (one: OfficeCase) => (await planned(one)).map(({ kind }) => kind);

/** Lets the next `count` instants come. */
async function pass(one: OfficeCase, count: number): Promise<void> {
  const at = (await planned(one))[count - 1]?.at;
  if (at === undefined) throw new Error(`Fewer than ${count} instants are planned`);
  await one.due(at);
}

describe('peers 8: timers and reminders', () => {
  it('peers 8: survive a return to the applicant, each as far from the deadline as it was', async () => {
    const one = await given();
    const apart = (acts: { at: Date }[]) => acts.map(({ at }) => at.getTime() - (acts[0]?.at.getTime() ?? 0));
    const before = await planned(one);
    await ask(one);
    expect(await planned(one)).toEqual([]);
    await one.supplement(OWNER, []);
    expect(await kinds(one)).toEqual(ALL);
    expect(apart(await planned(one))).toEqual(apart(before));
  });

  it.each([1, 2, 3, 4, 5])(
    'peers 8: what was done before a return is not done again: after %i of them',
    async (count) => {
      const one = await given();
      await pass(one, count);
      await ask(one);
      await one.supplement(OWNER, []);
      expect(await kinds(one)).toEqual(ALL.slice(count));
      const { overdueAt } = await one.task('timed');
      expect(overdueAt !== null).toBe(count >= 4);
    },
  );

  it('peers 8: begin anew in a stage that runs again after a return to an earlier one', async () => {
    const one = await given();
    await pass(one, 2);
    await one.decide(LEADER, 'timed', { outcome: 'RETURN', returnTo: 'first', reason: '请复核' });
    expect(await planned(one)).toEqual([]);
    await one.approve(REVIEWER, 'first');
    expect(await kinds(one)).toEqual(ALL);
  });

  it('peers 8: begin anew where a decision is taken back', async () => {
    const one = await given();
    await pass(one, 2);
    const decision = await one.approve(LEADER, 'timed');
    expect(await planned(one)).toEqual([]);
    expect(await one.takeBack(LEADER, decision)).toMatchObject({ code: 'DONE' });
    expect(await kinds(one)).toEqual(ALL);
  });

  it('peers 8: run on when the task is transferred', async () => {
    const one = await given();
    await pass(one, 1);
    const before = await planned(one);
    const { id } = await one.task('timed');
    const receiver = await actorOf(db, CITY_LEADER);
    await one.act(LEADER, async (act, actor) =>
      transferTask(act, actor, await readAtHand(act.tx, id, actor.id), { to: receiver.id, reason: '出差' }),
    );
    expect(await planned(one)).toEqual(before);
  });

  it('peers 8: the start-by instant stands with them', async () => {
    const routeId = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('timed', { due: seconds(3600), startBy: seconds(1800) }),
          wish('asking', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }], returnTo: ['applicant'] }),
        ],
      },
    });
    const one = await givenCase(db, routeId);
    await one.open('REVIEW');
    const read = async () => {
      const { id } = await one.task('timed');
      return db.sql.one<{ startBy: Date; dueAt: Date }>(
        'SELECT start_by AS "startBy", due_at AS "dueAt" FROM task WHERE id = $1',
        [id],
      );
    };
    const before = await read();
    await ask(one);
    await one.supplement(OWNER, []);
    const after = await read();
    expect(after.startBy > before.startBy).toBe(true);
    expect(after.dueAt.getTime() - after.startBy.getTime()).toBe(before.dueAt.getTime() - before.startBy.getTime());
  });
});
