import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Act } from '../../../src/acts/act.ts';
import type { ActAnswer } from '../../../src/acts/run-act.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import type { Facts } from '../../../src/domain/refusal.ts';
import { declareConflict } from '../../../src/tasks/conflicts/declare-conflict.ts';
import { delegateTask } from '../../../src/tasks/delegation/delegate.ts';
import { recallTask } from '../../../src/tasks/delegation/recall.ts';
import { recommend, type Recommendation } from '../../../src/tasks/delegation/recommend.ts';
import { listAway, listMine } from '../../../src/tasks/inbox.ts';
import { countInbox } from '../../../src/tasks/inbox/counts.ts';
import type { AtHand } from '../../../src/tasks/operations/at-hand.ts';
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
  takeInHand,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';
import { DAY, FINANCE } from '../signers/signers-kit.ts';

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

type Perform = (act: Act, actor: Actor, atHand: AtHand) => Facts | Promise<Facts>;

async function onTask(one: OfficeCase, login: string, perform: Perform): Promise<ActAnswer> {
  const { id } = await one.task('a');
  return one.act(login, async (act, actor) => perform(act, actor, await takeInHand(act, id, actor)));
}

async function delegate(one: OfficeCase, from: string, to: string): Promise<ActAnswer> {
  const { id } = await actorOf(db, to);
  return onTask(one, from, (act, actor, atHand) => delegateTask(act, actor, atHand, { to: id, reason: '请核实财务' }));
}

const recall = (one: OfficeCase, login: string) =>
  onTask(one, login, (act, actor, atHand) => recallTask(act, actor, atHand));

const say = (one: OfficeCase, login: string, outcome: Recommendation['outcome'] = 'REJECT') =>
  onTask(one, login, (act, actor, atHand) => recommend(act, actor, atHand, { outcome, reason: '资信不足' }));

async function inList(list: typeof listMine, one: OfficeCase, login: string): Promise<boolean> {
  const { id } = await actorOf(db, login);
  return (await list(db.sql, id, undefined, 200)).some(({ caseId }) => caseId === one.id);
}

describe('a delegation 委派', () => {
  it('brings the task back with a recommendation, and its holder decides', async () => {
    const one = await given({ due: DAY });
    const { dueAt } = await one.task('a');
    expect((await delegate(one, LEADER, FINANCE)).code).toBe('DONE');
    expect(await one.task('a')).toMatchObject({ state: 'CLAIMED', dueAt });
    expect(await one.approve(LEADER, 'a')).toMatchObject({ code: 'DELEGATED_AWAY' });
    expect(await one.approve(FINANCE, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await say(one, FINANCE)).code).toBe('DONE');
    expect(await one.live()).toEqual(['a OPEN']);
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('waits in the delegate’s list and not in the holder’s, until it comes back', async () => {
    const one = await given();
    const { id: finance } = await actorOf(db, FINANCE);
    const before = await countInbox(db.sql, finance);
    await delegate(one, LEADER, FINANCE);
    expect([await inList(listMine, one, FINANCE), await inList(listMine, one, LEADER)]).toEqual([true, false]);
    expect(await inList(listAway, one, LEADER)).toBe(true);
    expect((await countInbox(db.sql, finance)).mine).toBe(before.mine + 1);
    await say(one, FINANCE);
    expect([await inList(listMine, one, FINANCE), await inList(listMine, one, LEADER)]).toEqual([false, true]);
    expect(await inList(listAway, one, LEADER)).toBe(false);
  });

  it('tells each of them, and keeps the words and who said them', async () => {
    const one = await given();
    await delegate(one, LEADER, FINANCE);
    await say(one, FINANCE);
    expect(await noticesOf(db, one.id)).toEqual([
      `TASK_OPENED ${LEADER}`,
      `TASK_DELEGATED ${FINANCE}`,
      `RECOMMENDATION_RECEIVED ${LEADER}`,
    ]);
    const rows = await db.sql.rows(
      `SELECT o.kind, a.login AS by, o.outcome, o.reason FROM task_operation o JOIN account a ON a.id = o.account_id WHERE o.case_id = $1 ORDER BY o.id`,
      [one.id],
    );
    expect(rows).toEqual([
      { kind: 'DELEGATE', by: LEADER, outcome: null, reason: '请核实财务' },
      { kind: 'RECOMMEND', by: FINANCE, outcome: 'REJECT', reason: '资信不足' },
    ]);
    expect(await one.audit()).toEqual(['PHASE_OPENED', 'TASK_DELEGATE', 'TASK_RECOMMEND']);
  });

  it('can be recalled, and given to somebody else', async () => {
    const one = await given();
    await delegate(one, LEADER, FINANCE);
    expect(await recall(one, FINANCE)).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await recall(one, LEADER)).code).toBe('DONE');
    expect(await say(one, FINANCE)).toMatchObject({ code: 'NOT_DELEGATE' });
    expect(await recall(one, LEADER)).toMatchObject({ code: 'NOT_DELEGATED' });
    expect(await noticesOf(db, one.id)).toContain(`DELEGATION_RECALLED ${FINANCE}`);
    expect((await delegate(one, LEADER, CITY_LEADER)).code).toBe('DONE');
    expect((await say(one, CITY_LEADER, 'APPROVE')).code).toBe('DONE');
  });

  it('is one level deep, and while it lasts nothing else is done with the task', async () => {
    const one = await given();
    await delegate(one, LEADER, FINANCE);
    expect(await delegate(one, FINANCE, CITY_LEADER)).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await delegate(one, LEADER, CITY_LEADER)).toMatchObject({ code: 'DELEGATED_AWAY' });
    expect(await one.release(LEADER, 'a')).toMatchObject({ code: 'DELEGATED_AWAY' });
    const { id: to } = await actorOf(db, REVIEWER);
    const transferred = await onTask(one, LEADER, (act, actor, atHand) =>
      transferTask(act, actor, atHand, { to, reason: '出差' }),
    );
    expect(transferred).toMatchObject({ code: 'DELEGATED_AWAY' });
  });

  it('offers the delegate what the stage offers', async () => {
    const one = await given({ outcomes: ['APPROVE', 'REJECT'] });
    await delegate(one, LEADER, FINANCE);
    expect(await say(one, FINANCE, 'RETURN')).toMatchObject({
      code: 'OUTCOME_NOT_OFFERED',
      body: { offered: ['APPROVE', 'REJECT'] },
    });
  });

  it.each([
    ['oneself', LEADER, 'YOURSELF'],
    ['somebody outside', OWNER, 'NOT_ACTIVE_STAFF'],
    ['who decides no cases', 'auditor.province', 'DECIDES_NO_CASES'],
  ])('is refused for %s', async (_who, to, reasonCode) => {
    expect(await delegate(await given(), LEADER, to)).toMatchObject({
      code: 'RECEIVER_NOT_POSSIBLE',
      body: { reasonCode },
    });
  });

  it('is refused for what the applicant owes, and where the route does not offer it', async () => {
    const owed = await given({ approvers: [{ kind: 'COMPANY', role: 'OWNER' }] });
    expect(await delegate(owed, OWNER, FINANCE)).toMatchObject({ code: 'OPERATION_NOT_POSSIBLE' });
    const plain = await given({ offers: [] });
    expect(await delegate(plain, LEADER, FINANCE)).toMatchObject({ code: 'OPERATION_NOT_OFFERED' });
  });

  it('ends when the delegate declares a conflict of interest', async () => {
    const one = await given();
    await delegate(one, LEADER, FINANCE);
    const declared = await one.act(FINANCE, (act, actor) =>
      declareConflict(act, { accountId: actor.id, subject: { caseId: one.id }, relation: 'OTHER', note: undefined }),
    );
    expect(declared).toMatchObject({ code: 'DONE' });
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
  });

  it('waits with its task while the applicant owes something, and goes on with it', async () => {
    const routeId = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('a', { due: DAY }),
          wish('asking', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }], returnTo: ['applicant'] }),
        ],
      },
    });
    const one = await givenCase(db, routeId);
    await one.open('REVIEW');
    await delegate(one, LEADER, FINANCE);
    await one.decide(CITY_LEADER, 'asking', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(await say(one, FINANCE)).toMatchObject({ code: 'TASK_SUSPENDED' });
    await one.supplement(OWNER, []);
    expect((await say(one, FINANCE)).code).toBe('DONE');
  });

  it('goes on when a return beside it is taken back', async () => {
    const stages = [wish('z'), wish('a', { after: ['z'] }), wish('x', { after: ['z'], returnTo: ['z'] })];
    const one = await givenCase(db, await publishRoute(db, { REVIEW: { stages } }));
    await one.open('REVIEW');
    await one.approve(LEADER, 'z');
    await delegate(one, LEADER, FINANCE);
    const back = await one.decide(LEADER, 'x', { outcome: 'RETURN', returnTo: 'z', reason: '请复核' });
    expect(await one.live()).toEqual(['z OPEN']);
    expect((await one.takeBack(LEADER, back)).code).toBe('DONE');
    expect((await say(one, FINANCE)).code).toBe('DONE');
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
  });

  it('reminds whoever works on it, and leaves the system’s word at the deadline untouched', async () => {
    const soon = { n: 3600, unit: 'SECOND' } as const;
    const one = await given({ due: soon, remindBefore: [{ n: 600, unit: 'SECOND' }], onOverdue: 'APPROVE' });
    await delegate(one, LEADER, FINANCE);
    const { dueAt } = await one.task('a');
    if (dueAt === null) throw new Error('It has a deadline');
    await one.due(new Date(dueAt.getTime() - 600_000));
    expect(await noticesOf(db, one.id)).toContain(`TASK_REMINDER ${FINANCE}`);
    await one.due(dueAt);
    expect(await one.live()).toEqual(['b OPEN']);
    expect(await say(one, FINANCE)).toMatchObject({ code: 'ALREADY_DECIDED' });
  });
});
