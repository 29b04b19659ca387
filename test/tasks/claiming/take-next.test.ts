import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { runAct, type ActAnswer } from '../../../src/acts/run-act.ts';
import { takeNext, type NextFilter } from '../../../src/tasks/claiming/take-next.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  givenCase,
  LEADER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';
import { signedCase } from '../signers/signers-kit.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});
// What an earlier test left in the pools is not the next one's.
beforeEach(async () => {
  await db.sql.run(`UPDATE task SET state = 'CANCELED' WHERE state IN ('OPEN', 'CLAIMED')`);
});

const BOTH: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
];

async function given(stage: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: [wish('a', stage), wish('b', { after: ['a'] })] } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

async function next(login: string, filter: NextFilter = {}, key: string = randomUUID()): Promise<ActAnswer> {
  const actor = await actorOf(db, login);
  return runAct(db.pool, { actor, key, hash: 'h', channel: 'api' }, (act) => takeNext(act, actor, filter));
}

const caseOf = ({ body }: ActAnswer) => body['caseId'];

describe('take next', () => {
  it('takes the highest priority, then the soonest due, then the oldest', async () => {
    const days = (n: number) => ({ due: { n, unit: 'WORKING_DAY' } }) as const;
    const late = await given(days(5));
    const soon = await given(days(2));
    const first = await given({ priority: 90 });
    const never = await given();
    const youngest = await given();
    const order = [];
    for (let n = 0; n < 5; n += 1) order.push(caseOf(await next(LEADER)));
    expect(order).toEqual([first, soon, late, never, youngest].map(({ id }) => id));
    expect((await next(LEADER)).body).toEqual({ taskId: null, caseId: null });
  });

  it('claims it, and asked again under the same key answers the same', async () => {
    const one = await given();
    await given();
    const key = randomUUID();
    const answer = await next(LEADER, {}, key);
    expect(await one.task('a')).toMatchObject({ state: 'CLAIMED', assigneeId: (await actorOf(db, LEADER)).id });
    expect((await next(LEADER, {}, key)).body).toEqual(answer.body);
    expect(await one.audit()).toContain('TASK_CLAIM');
  });

  it('gives each of many who ask at once a task of their own', async () => {
    const cases: OfficeCase[] = [];
    for (let n = 0; n < 6; n += 1) cases.push(await given({ approvers: BOTH }));
    const people = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? LEADER : REVIEWER));
    const answers = await Promise.all(people.map((login) => next(login)));
    const taken = answers.map(caseOf).filter((id) => id !== null);
    expect(taken.sort()).toEqual(cases.map(({ id }) => id).sort());
    expect(answers.every(({ code }) => code === 'DONE')).toBe(true);
  });

  it('waits for a case that somebody is at work on, when there is no other', async () => {
    const one = await given();
    const client = await db.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT FROM "case" WHERE id = $1 FOR NO KEY UPDATE', [one.id]);
    const asked = next(LEADER);
    const waiting = async () =>
      db.sql.maybe(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    while ((await waiting()) === undefined);
    await client.query('COMMIT');
    client.release();
    expect(caseOf(await asked)).toBe(one.id);
  });

  it('keeps to a process or a stage, and to what this person may do', async () => {
    const one = await given();
    expect(caseOf(await next(LEADER, { process: 'NO_SUCH' }))).toBeNull();
    expect(caseOf(await next(LEADER, { stage: 'b' }))).toBeNull();
    expect(caseOf(await next(REVIEWER))).toBeNull();
    expect(caseOf(await next(LEADER, { process: 'ADMISSION', stage: 'a' }))).toBe(one.id);
  });

  it('passes over a stage in which this person has spoken', async () => {
    const one = signedCase(db, await given({ approvers: BOTH }));
    await one.add(LEADER, 'BEFORE', REVIEWER);
    await one.say(REVIEWER, 'APPROVE');
    await one.release(LEADER, 'a');
    expect(caseOf(await next(REVIEWER))).toBeNull();
    expect(caseOf(await next(LEADER))).toBe(one.id);
  });
});
