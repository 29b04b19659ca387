import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAnswer } from '../../../src/acts/run-act.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { listPools } from '../../../src/tasks/inbox.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { transferTask } from '../../../src/tasks/operations/transfer.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
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

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(stage: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: [wish('a', stage), wish('b', { after: ['a'] })] } });
  const started = await givenCase(db, routeId);
  await started.open('REVIEW');
  return started;
}

async function transfer(one: OfficeCase, from: string, to: string): Promise<ActAnswer> {
  const { id } = await one.task('a');
  const receiver = await actorOf(db, to);
  return one.act(from, async (act, actor) =>
    transferTask(act, actor, await readAtHand(act.tx, id, actor.id), { to: receiver.id, reason: '出差，请代为办理' }),
  );
}

async function offeredTo(one: OfficeCase, login: string): Promise<boolean> {
  const { id } = await actorOf(db, login);
  return (await listPools(db.sql, id, undefined, 200)).some(({ caseId }) => caseId === one.id);
}

describe('a transfer 转办', () => {
  it('hands the task to one person, its deadline with it, and leaves it to nobody else', async () => {
    const one = await given({ due: { n: 3, unit: 'WORKING_DAY' } });
    const before = await one.task('a');
    expect((await transfer(one, LEADER, REVIEWER)).code).toBe('DONE');
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null, dueAt: before.dueAt });
    expect([await offeredTo(one, REVIEWER), await offeredTo(one, LEADER)]).toEqual([true, false]);
    expect(await one.approve(LEADER, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.approve(REVIEWER, 'a')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('tells the receiver, and puts on record who handed it to whom, and why', async () => {
    const one = await given();
    await transfer(one, LEADER, REVIEWER);
    expect(await noticesOf(db, one.id)).toEqual([`TASK_OPENED ${LEADER}`, `TASK_OPENED ${REVIEWER}`]);
    expect((await one.audit()).at(-1)).toBe('TASK_TRANSFER');
    const row = await db.sql.one(
      `SELECT o.kind, a.login AS by, t.login AS "to", o.reason FROM task_operation o JOIN account a ON a.id = o.account_id
       JOIN account t ON t.id = o.target_id WHERE o.case_id = $1`,
      [one.id],
    );
    expect(row).toEqual({ kind: 'TRANSFER', by: LEADER, to: REVIEWER, reason: '出差，请代为办理' });
  });

  it('can be handed on, and back', async () => {
    const one = await given();
    await transfer(one, LEADER, REVIEWER);
    expect((await transfer(one, REVIEWER, LEADER)).code).toBe('DONE');
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
  });

  it('takes a claimed task along', async () => {
    const one = await given();
    await one.claim(LEADER, 'a');
    await transfer(one, LEADER, REVIEWER);
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect((await one.claim(REVIEWER, 'a')).code).toBe('DONE');
  });

  it('is refused to whoever does not hold the task', async () => {
    const one = await given();
    expect(await transfer(one, CITY_LEADER, REVIEWER)).toMatchObject({ code: 'NOT_HOLDER' });
    await one.approve(LEADER, 'a');
    expect(await transfer(one, LEADER, REVIEWER)).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it.each([
    ['oneself', LEADER, 'YOURSELF'],
    ['somebody outside', OWNER, 'NOT_ACTIVE_STAFF'],
    ['who decides no cases', 'auditor.province', 'DECIDES_NO_CASES'],
  ])('is refused for %s', async (_who, to, reasonCode) => {
    const one = await given();
    expect(await transfer(one, LEADER, to)).toMatchObject({ code: 'RECEIVER_NOT_POSSIBLE', body: { reasonCode } });
    expect(await offeredTo(one, LEADER)).toBe(true);
  });

  it('is refused for whom the route keeps apart from the stage', async () => {
    const routeId = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('first', { approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] }),
          wish('a', { after: ['first'], excludes: ['first'], approvers: EITHER }),
        ],
      },
    });
    const one = await givenCase(db, routeId);
    await one.open('REVIEW');
    await one.approve(REVIEWER, 'first');
    expect(await transfer(one, LEADER, REVIEWER)).toMatchObject({
      code: 'RECEIVER_NOT_POSSIBLE',
      body: { reasonCode: 'SEPARATION_OF_DUTY' },
    });
  });

  it('gives nobody a second seat', async () => {
    const one = await given({ mode: 'ALL', approvers: EITHER });
    const seat = await db.sql.one<{ id: string }>(
      `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id WHERE t.case_id = $1 AND a.login = $2`,
      [one.id, LEADER],
    );
    const { id: to } = await actorOf(db, REVIEWER);
    const answer = await one.act(LEADER, async (act, actor) =>
      transferTask(act, actor, await readAtHand(act.tx, seat.id, actor.id), { to, reason: '请代为办理' }),
    );
    expect(answer).toMatchObject({ code: 'RECEIVER_NOT_POSSIBLE', body: { reasonCode: 'ALREADY_SEATED' } });
  });

  it('leaves what the applicant owes with the applicant', async () => {
    const one = await given({ approvers: [{ kind: 'COMPANY', role: 'OWNER' }] });
    expect(await transfer(one, OWNER, LEADER)).toMatchObject({ code: 'TRANSFER_NOT_POSSIBLE' });
  });

  it('survives a decision taken back: the task comes back to the receiver', async () => {
    const one = await given();
    await transfer(one, LEADER, REVIEWER);
    const decision = await one.approve(REVIEWER, 'a');
    expect((await one.takeBack(REVIEWER, decision)).code).toBe('DONE');
    expect((await one.approve(REVIEWER, 'a')).code).toBe('DONE');
  });
});

const EITHER: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
];
