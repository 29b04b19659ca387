import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { decideTask } from '../../../src/tasks/deciding/decide.ts';
import { delegateTask } from '../../../src/tasks/delegation/delegate.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { orderHandOver, type HandOverOrder } from '../../../src/tasks/hand-over/order-hand-over.ts';
import { previewHandOver, type PlannedTask } from '../../../src/tasks/hand-over/preview-hand-over.ts';
import { actAs, batchIn, batchOf, codesOf, itemsOf, run } from '../../batches/office-batch.ts';
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

const ADMINISTRATOR = 'administrator.province';
const BOTH: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
];

let db: TestDatabase;
let leaver: string;
let receiver: string;
beforeAll(async () => {
  db = await openTestDatabase();
  leaver = (await actorOf(db, LEADER)).id;
  receiver = (await actorOf(db, REVIEWER)).id;
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});
beforeEach(async () => {
  await db.sql.run(`UPDATE task SET state = 'CANCELED' WHERE state IN ('OPEN', 'CLAIMED', 'SUSPENDED')`);
});

async function given(stage: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: [wish('a', stage), wish('b', { after: ['a'] })] } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

const plan = (exceptions: { taskId: string; to: string }[] = []) => ({ accountId: leaver, to: receiver, exceptions });

async function handOver(wishes: Partial<HandOverOrder> = {}): Promise<string> {
  const order = { ...plan(), reason: '离职交接', passHeads: false, disable: false, endRoles: false, ...wishes };
  const batchId = batchOf(await actAs(db, ADMINISTRATOR, (act) => orderHandOver(act, order)));
  await run(db, batchId);
  return batchId;
}

async function preview(exceptions: { taskId: string; to: string }[] = []): Promise<readonly PlannedTask[]> {
  return (await previewHandOver(db.sql, plan(exceptions))).tasks;
}

/** The seat of this person in a stage that asks several. */
const seatOf = (one: OfficeCase, accountId: string) =>
  db.sql.one<{ id: string; state: string; hold: string | null }>(
    `SELECT t.id, t.state, t.hold FROM task t JOIN task_candidate c ON c.task_id = t.id WHERE t.case_id = $1 AND c.account_id = $2`,
    [one.id, accountId],
  );

describe('the preview of a hand-over', () => {
  it('names what the person holds and what nobody else could take, and leaves out what a colleague could', async () => {
    const sole = await given();
    const claimed = await given({ approvers: BOTH });
    await claimed.claim(LEADER, 'a');
    const shared = await given({ approvers: BOTH });
    const seat = await given({ mode: 'ALL', approvers: BOTH });
    const waiting = await given({ mode: 'SEQUENCE', approvers: [...BOTH].reverse() });
    const planned = await preview();
    const cases = new Set(planned.map(({ caseId }) => caseId));
    expect([sole, claimed, seat, waiting].filter(({ id }) => !cases.has(id))).toEqual([]);
    expect(cases.has(shared.id)).toBe(false);
    expect(planned).toHaveLength(4);
    expect(planned.find(({ caseId }) => caseId === claimed.id)).toMatchObject({
      held: true,
      to: receiver,
      reasonCode: null,
    });
    expect(planned.find(({ caseId }) => caseId === waiting.id)).toMatchObject({ held: false, state: 'SUSPENDED' });
  });

  it('says of each task why the receiver cannot have it, and gives it to another where one is named', async () => {
    const one = await given({
      mode: 'ALL',
      approvers: [...BOTH, { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
    });
    const [planned] = await preview();
    expect(planned).toMatchObject({ caseId: one.id, to: receiver, reasonCode: 'ALREADY_SEATED' });
    const auditor = (await actorOf(db, 'auditor.province')).id;
    const taskId = planned?.taskId ?? '';
    expect(await preview([{ taskId, to: auditor }])).toMatchObject([{ to: auditor, reasonCode: 'DECIDES_NO_CASES' }]);
    const { id: officer } = await actorOf(db, 'contract-officer.province');
    expect(await preview([{ taskId, to: officer }])).toMatchObject([{ to: officer, reasonCode: null }]);
  });

  it('names roles and units, and knows nobody who is no staff', async () => {
    await db.sql.run(`UPDATE unit SET head_id = $1 WHERE code = 'county-0101'`, [leaver]);
    await db.sql.run(
      `INSERT INTO substitution (id, principal_id, substitute_id, valid_from, valid_to, processes, unit_ids, reason, created_by, created_at)
       VALUES (uuidv7(), $1, $2, now(), now() + interval '3 days', '{}', '{}', '休假', $1, now()),
              (uuidv7(), $1, $2, now() - interval '3 days', now() - interval '1 day', '{}', '{}', '休假', $1, now())`,
      [leaver, receiver],
    );
    const { roles, heads, substitutions } = await previewHandOver(db.sql, plan());
    expect(substitutions).toMatchObject([{ principalId: leaver, substituteId: receiver }]);
    await db.asOwner('DELETE FROM substitution');
    expect(roles).toMatchObject([{ role: 'LEADER' }]);
    expect(heads).toHaveLength(1);
    const owner = (await actorOf(db, OWNER)).id;
    await expect(previewHandOver(db.sql, { ...plan(), accountId: owner })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a hand-over 离职交接', () => {
  it('gives every task to the receiver alone, with its deadline, and puts on record from whom and why', async () => {
    const one = await given({ due: { n: 3, unit: 'WORKING_DAY' } });
    await one.claim(LEADER, 'a');
    const before = await one.task('a');
    const batchId = await handOver();
    expect(await codesOf(db, batchId)).toEqual(['DONE']);
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null, dueAt: before.dueAt });
    expect(await one.approve(LEADER, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.approve(REVIEWER, 'a')).code).toBe('DONE');
    expect(await one.audit()).toContain('TASK_HAND_OVER');
    expect(await noticesOf(db, one.id)).toContain(`TASK_OPENED ${REVIEWER}`);
    const row = await db.sql.one(
      `SELECT o.kind, a.login AS by, t.login AS "to", o.reason FROM task_operation o JOIN account a ON a.id = o.account_id
       JOIN account t ON t.id = o.target_id WHERE o.case_id = $1`,
      [one.id],
    );
    expect(row).toEqual({ kind: 'HAND_OVER', by: ADMINISTRATOR, to: REVIEWER, reason: '离职交接' });
  });

  it('makes the task wholly theirs when the receiver had been asked to work on it', async () => {
    const one = await given();
    const { id } = await one.task('a');
    await one.act(LEADER, async (act, actor) =>
      delegateTask(act, actor, await readAtHand(act.tx, id, actor.id), { to: receiver, reason: '请核实' }),
    );
    expect(await codesOf(db, await handOver())).toEqual(['DONE']);
    expect((await one.approve(REVIEWER, 'a')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('hands over a seat whose turn has not come; the receiver gets the task when it has', async () => {
    const one = await given({ mode: 'SEQUENCE', approvers: [...BOTH].reverse() });
    await handOver();
    const seat = await seatOf(one, receiver);
    expect(seat).toMatchObject({ state: 'SUSPENDED', hold: 'TURN' });
    const first = await seatOf(one, (await actorOf(db, CITY_LEADER)).id);
    const say = (login: string, id: string) =>
      one.act(login, async (act, actor) =>
        decideTask(act, actor, await readAtHand(act.tx, id, actor.id), { outcome: 'APPROVE' }, {}),
      );
    expect((await say(CITY_LEADER, first.id)).code).toBe('DONE');
    expect(await seatOf(one, receiver)).toMatchObject({ state: 'OPEN', hold: null });
    expect((await say(REVIEWER, seat.id)).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('hands over what waits for the applicant; their answer brings it to the receiver', async () => {
    const routeId = await publishRoute(db, {
      REVIEW: {
        stages: [
          wish('a', { returnTo: ['applicant'] }),
          wish('x', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }], returnTo: ['applicant'] }),
        ],
      },
    });
    const one = await givenCase(db, routeId);
    await one.open('REVIEW');
    await one.claim(LEADER, 'a');
    await one.decide(CITY_LEADER, 'x', { outcome: 'RETURN', returnTo: 'applicant', reason: '补充' });
    expect(await one.live()).toEqual(['a SUSPENDED', 'supplement OPEN']);
    expect(await codesOf(db, await handOver())).toEqual(['DONE']);
    expect(await one.live()).toEqual(['a SUSPENDED', 'supplement OPEN']);
    expect((await one.supplement(OWNER, [])).code).toBe('DONE');
    expect(await one.approve(LEADER, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.approve(REVIEWER, 'a')).code).toBe('DONE');
  });

  it('leaves alone what is no longer theirs when its turn comes', async () => {
    const one = await given({ approvers: BOTH });
    await one.claim(LEADER, 'a');
    const order = { ...plan(), reason: '离职', passHeads: false, disable: false, endRoles: false };
    const batchId = batchOf(await actAs(db, ADMINISTRATOR, (act) => orderHandOver(act, order)));
    await one.release(LEADER, 'a');
    await run(db, batchId);
    expect(await codesOf(db, batchId)).toEqual(['HAND_OVER_NOT_NEEDED']);
    expect((await one.approve(CITY_LEADER, 'a')).code).toBe('DONE');
  });

  it('disables the account and ends its roles at the end, and passes its unit on', async () => {
    const { id } = await actorOf(db, 'leader.county-0102');
    await db.sql.run(`UPDATE unit SET head_id = $1 WHERE code = 'county-0102'`, [id]);
    const batchId = await handOver({ accountId: id, passHeads: true, disable: true, endRoles: true });
    expect((await itemsOf(db, batchId)).map(({ step, code }) => `${step} ${code ?? ''}`)).toEqual([
      'PASS_HEAD DONE',
      'DISABLE DONE',
      'END_ROLE DONE',
    ]);
    expect(await db.sql.one('SELECT state FROM account WHERE id = $1', [id])).toEqual({ state: 'DISABLED' });
    expect(await db.sql.one(`SELECT head_id AS head FROM unit WHERE code = 'county-0102'`)).toEqual({ head: receiver });
    expect((await previewHandOver(db.sql, { ...plan(), accountId: id })).roles).toEqual([]);
  });

  it('keeps account and roles while a task could not be handed over', async () => {
    const one = await given({
      mode: 'ALL',
      approvers: [...BOTH, { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
    });
    const batchId = await handOver({ disable: true, endRoles: true });
    expect(await codesOf(db, batchId)).toEqual(['RECEIVER_NOT_POSSIBLE', 'HOLDS_OPEN_TASKS', 'HOLDS_OPEN_TASKS']);
    expect((await batchIn(db, batchId)).state).toBe('DONE');
    expect(await db.sql.one('SELECT state FROM account WHERE id = $1', [leaver])).toEqual({ state: 'ACTIVE' });
    expect(await seatOf(one, leaver)).toMatchObject({ state: 'OPEN' });
  });

  it('is refused to oneself, of oneself with the account, and of nothing', async () => {
    const order = { ...plan(), reason: '离职', passHeads: false, disable: false, endRoles: false };
    const attempt = (wishes: Partial<HandOverOrder>) =>
      actAs(db, ADMINISTRATOR, (act) => orderHandOver(act, { ...order, ...wishes }));
    expect(await attempt({ to: leaver })).toMatchObject({ code: 'RECEIVER_NOT_POSSIBLE' });
    const own = (await actorOf(db, ADMINISTRATOR)).id;
    expect(await attempt({ accountId: own, disable: true })).toMatchObject({ code: 'SAME_PERSON' });
    expect(await attempt({})).toMatchObject({ code: 'NOTHING_TO_DO' });
  });
});
