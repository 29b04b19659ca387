import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../src/audit/verify.ts';
import { decideTask } from '../../src/tasks/deciding/decide.ts';
import { transferTask } from '../../src/tasks/operations/transfer.ts';
import { addSigners } from '../../src/tasks/signers/add-signers.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  takeInHand,
  wish,
  type OfficeCase,
  type StageWish,
} from '../tasks/office.ts';
import { appoint, forgetAll, inDays, lapse, revoke } from './stand-ins.ts';

/** Another county's: nothing but a substitution lets them see the case. */
const AWAY = 'leader.county-0201';
const THIRD = 'channel-manager.county-0101';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterEach(async () => {
  await forgetAll(db);
  await db.asOwner(`UPDATE account SET state = 'ACTIVE' WHERE state = 'DISABLED'`);
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(stage: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: [wish('a', stage), wish('b', { after: ['a'] })] } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

const EITHER: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
];

/** Of the newest decision of a stage: who, and in whose name. */
async function wordOf(one: OfficeCase, key = 'a') {
  return db.sql.one(
    `SELECT a.login AS by, p.login AS "for" FROM decision d JOIN account a ON a.id = d.account_id LEFT JOIN account p ON p.id = d.on_behalf_of
     WHERE d.case_id = $1 AND d.stage_key = $2 ORDER BY d.id DESC LIMIT 1`,
    [one.id, key],
  );
}

async function holderOf(one: OfficeCase, key = 'a') {
  return db.sql.one(
    `SELECT t.state, a.login AS holder, p.login AS "for" FROM task t LEFT JOIN account a ON a.id = t.assignee_id
     LEFT JOIN account p ON p.id = t.on_behalf_of WHERE t.case_id = $1 AND t.stage_key = $2 ORDER BY t.id DESC LIMIT 1`,
    [one.id, key],
  );
}

describe('a substitute', () => {
  it('decides in the principal’s name; decision, task and every audit entry of the act name both', async () => {
    const one = await given();
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    await appoint(db, LEADER, AWAY);
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'DONE' });
    expect(await wordOf(one)).toEqual({ by: AWAY, for: LEADER });
    expect(await one.live()).toEqual(['b OPEN']);
    const entries = await db.sql.rows(
      `SELECT e.action, a.login AS by, p.login AS "for" FROM audit_entry e JOIN account a ON a.id = e.actor_id JOIN account p ON p.id = e.on_behalf_of
       WHERE e.case_id = $1`,
      [one.id],
    );
    expect(entries).toEqual([{ action: 'TASK_APPROVE', by: AWAY, for: LEADER }]);
    const task = await db.sql.one(
      `SELECT a.login AS by, p.login AS "for" FROM task t JOIN account a ON a.id = t.decided_by JOIN account p ON p.id = t.on_behalf_of
       WHERE t.case_id = $1 AND t.stage_key = 'a'`,
      [one.id],
    );
    expect(task).toEqual({ by: AWAY, for: LEADER });
  });

  it('leaves the principal free to decide, and whoever speaks first has spoken', async () => {
    const one = await given();
    await appoint(db, LEADER, AWAY);
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
    expect(await wordOf(one)).toEqual({ by: LEADER, for: null });
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('who may take the task by themselves does so in their own name', async () => {
    const one = await given({ approvers: EITHER });
    await appoint(db, LEADER, REVIEWER);
    await one.approve(REVIEWER, 'a');
    expect(await wordOf(one)).toEqual({ by: REVIEWER, for: null });
  });

  it.each<[string, Parameters<typeof appoint>[3], boolean]>([
    ['from now on', {}, true],
    ['from tomorrow', { from: inDays(1) }, false],
    ['for this process', { processes: ['ADMISSION'] }, true],
    ['for amounts from one yuan', { amountFrom: 1 }, false],
    ['for amounts below one yuan', { amountBelow: 1 }, true],
  ])('acts where the substitution is %s', async (_title, scope, may) => {
    const one = await given();
    expect(await appoint(db, LEADER, AWAY, scope)).toMatchObject({ code: 'DONE' });
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: may ? 'DONE' : 'NOT_HOLDER' });
  });

  it.each([
    ['province', true],
    ['city-01', true],
    ['county-0101', true],
    ['county-0102', false],
    ['city-02', false],
  ])('of the unit %s acts in county-0101: %s', async (code, may) => {
    const one = await given();
    const { id } = await db.sql.one<{ id: string }>('SELECT id FROM unit WHERE code = $1', [code]);
    await appoint(db, LEADER, AWAY, { unitIds: [id] });
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: may ? 'DONE' : 'NOT_HOLDER' });
  });

  it('acts until it ends by its date, and until the principal is gone', async () => {
    const [one, two] = [await given(), await given()];
    const made = await appoint(db, LEADER, AWAY);
    await db.asOwner(`UPDATE account SET state = 'DISABLED' WHERE login = $1`, [LEADER]);
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    await db.asOwner(`UPDATE account SET state = 'ACTIVE' WHERE login = $1`, [LEADER]);
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'DONE' });
    await lapse(db, made);
    expect(await two.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('of a substitute acts for the first one only where the one between is away for the case too', async () => {
    const one = await given();
    await appoint(db, LEADER, REVIEWER);
    const other = await appoint(db, REVIEWER, AWAY, { amountFrom: 1 });
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    await revoke(db, REVIEWER, other);
    await appoint(db, REVIEWER, AWAY);
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'DONE' });
    expect(await wordOf(one)).toEqual({ by: AWAY, for: LEADER });
  });

  it('transfers in the principal’s name', async () => {
    const one = await given();
    await appoint(db, LEADER, AWAY);
    const [{ id }, to] = [await one.task('a'), await actorOf(db, REVIEWER)];
    const answer = await one.act(AWAY, async (act, actor) =>
      transferTask(act, actor, await takeInHand(act, id, actor), { to: to.id, reason: '请代为办理' }),
    );
    expect(answer.code).toBe('DONE');
    const row = await db.sql.one(
      `SELECT a.login AS by, p.login AS "for" FROM task_operation o JOIN account a ON a.id = o.account_id JOIN account p ON p.id = o.on_behalf_of
       WHERE o.case_id = $1`,
      [one.id],
    );
    expect(row).toEqual({ by: AWAY, for: LEADER });
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.approve(REVIEWER, 'a')).code).toBe('DONE');
  });

  it('takes back what they decided and has the task in hand again, in the principal’s name', async () => {
    const one = await given();
    await appoint(db, LEADER, AWAY);
    const decided = await one.approve(AWAY, 'a');
    expect(await one.takeBack(LEADER, decided)).toMatchObject({ code: 'NOT_YOURS' });
    expect(await one.takeBack(AWAY, decided)).toMatchObject({ code: 'DONE' });
    expect(await holderOf(one)).toEqual({ state: 'CLAIMED', holder: AWAY, for: LEADER });
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
  });

  it('takes back after they stand in no longer; the task is whose it was before', async () => {
    const [one, two] = [await given({ approvers: EITHER }), await given()];
    await two.claim(LEADER, 'a');
    const made = await appoint(db, LEADER, AWAY);
    const first = await one.approve(AWAY, 'a');
    const second = await two.approve(AWAY, 'a');
    await revoke(db, LEADER, made);
    expect(await one.takeBack(AWAY, first)).toMatchObject({ code: 'DONE' });
    expect(await holderOf(one)).toEqual({ state: 'OPEN', holder: null, for: null });
    expect(await two.takeBack(AWAY, second)).toMatchObject({ code: 'DONE' });
    expect(await holderOf(two)).toEqual({ state: 'CLAIMED', holder: LEADER, for: null });
  });
});

describe('who is kept away', () => {
  it('may not decide their own case in another’s name', async () => {
    const one = await given();
    await appoint(db, LEADER, AWAY);
    await db.asOwner(
      `INSERT INTO company_member (company_id, account_id, role) SELECT c.company_id, a.id, 'OPERATOR' FROM "case" c, account a
       WHERE c.id = $1 AND a.login = $2`,
      [one.id, AWAY],
    );
    const answer = await one.approve(AWAY, 'a');
    await db.asOwner('DELETE FROM company_member WHERE account_id = (SELECT id FROM account WHERE login = $1)', [AWAY]);
    expect(answer).toMatchObject({ code: 'EXCLUDED', body: { reasonCode: 'OWN_CASE' } });
  });

  it.each([
    ['the substitute decided the stage before', AWAY],
    ['the principal decided the stage before', LEADER],
  ])('may not act in a stage kept apart: %s', async (_title, decider) => {
    const routeId = await publishRoute(db, {
      REVIEW: { stages: [wish('first'), wish('a', { after: ['first'], excludes: ['first'] })] },
    });
    const one = await givenCase(db, routeId);
    await one.open('REVIEW');
    await appoint(db, LEADER, AWAY);
    await one.approve(decider, 'first');
    expect(await one.approve(AWAY, 'a')).toMatchObject({
      code: 'EXCLUDED',
      body: { reasonCode: 'SEPARATION_OF_DUTY' },
    });
    expect(await one.approve(LEADER, 'a')).toMatchObject({
      code: 'EXCLUDED',
      body: { reasonCode: 'SEPARATION_OF_DUTY' },
    });
  });

  it('has one word in a stage: who has a seat of their own takes no second one', async () => {
    const one = await given({ mode: 'ALL', approvers: EITHER });
    await appoint(db, LEADER, REVIEWER);
    const seat = await seatOf(one, LEADER);
    const answer = await decideSeat(one, REVIEWER, seat);
    expect(answer).toMatchObject({ code: 'EXCLUDED', body: { reasonCode: 'ALREADY_SEATED' } });
    expect((await decideSeat(one, REVIEWER, await seatOf(one, REVIEWER))).code).toBe('DONE');
    expect(await decideSeat(one, REVIEWER, seat)).toMatchObject({ code: 'EXCLUDED' });
    expect((await decideSeat(one, LEADER, seat)).code).toBe('DONE');
  });

  it('has one word in a stage: who spoke for one principal does not speak for another', async () => {
    const one = await given({ mode: 'ALL', approvers: EITHER });
    await appoint(db, LEADER, AWAY);
    await appoint(db, REVIEWER, AWAY);
    expect((await decideSeat(one, AWAY, await seatOf(one, LEADER))).code).toBe('DONE');
    expect(await decideSeat(one, AWAY, await seatOf(one, REVIEWER))).toMatchObject({
      code: 'EXCLUDED',
      body: { reasonCode: 'ALREADY_SEATED' },
    });
  });

  it('does not stand in for what the applicant owes', async () => {
    const one = await given({ returnTo: ['applicant'] });
    await one.decide(LEADER, 'a', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    const { id: companyId } = await db.sql.one<{ id: string }>('SELECT company_id AS id FROM "case" WHERE id = $1', [
      one.id,
    ]);
    await db.asOwner(
      `INSERT INTO company_member (company_id, account_id, role) SELECT $1, id, 'OPERATOR' FROM account WHERE login = $2`,
      [companyId, LEADER],
    );
    await appoint(db, LEADER, AWAY);
    const answer = await one.supplement(AWAY, []);
    await db.asOwner('DELETE FROM company_member WHERE account_id = (SELECT id FROM account WHERE login = $1)', [
      LEADER,
    ]);
    expect(answer).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.supplement(OWNER, [])).code).toBe('DONE');
  });
});

describe('a vote in another’s name', () => {
  it('is carried over with both names when somebody else’s is taken back', async () => {
    const one = await given({ mode: 'ALL', approvers: EITHER });
    await appoint(db, LEADER, AWAY);
    await decideSeat(one, AWAY, await seatOf(one, LEADER));
    const last = await decideSeat(one, REVIEWER, await seatOf(one, REVIEWER));
    expect((await one.takeBack(REVIEWER, last)).code).toBe('DONE');
    const seats = await db.sql.rows(
      `SELECT t.state, a.login AS by, p.login AS "for" FROM task t JOIN stage s ON s.id = t.stage_id AND s.state = 'OPEN'
       LEFT JOIN account a ON a.id = t.decided_by LEFT JOIN account p ON p.id = t.on_behalf_of WHERE t.case_id = $1 AND t.stage_key = 'a' ORDER BY 1`,
      [one.id],
    );
    expect(seats).toEqual([
      { state: 'DONE', by: AWAY, for: LEADER },
      { state: 'OPEN', by: null, for: null },
    ]);
  });
});

describe('a seat kept while somebody else is asked', () => {
  async function asked() {
    const one = await given({ mode: 'ALL', approvers: EITHER });
    const made = await appoint(db, LEADER, AWAY);
    const taskId = await seatOf(one, LEADER);
    const signer = (await actorOf(db, THIRD)).id;
    const input = { people: [signer], place: 'BESIDE', reason: '加签' } as const;
    await one.act(AWAY, async (act, actor) => addSigners(act, actor, await takeInHand(act, taskId, actor), input));
    const word = await decideSeat(one, AWAY, taskId);
    return { one, made, taskId, word };
  }
  const seat = (id: string) =>
    db.sql.one(
      `SELECT t.state, a.login AS holder, p.login AS "for" FROM task t LEFT JOIN account a ON a.id = t.assignee_id
       LEFT JOIN account p ON p.id = t.on_behalf_of WHERE t.id = $1`,
      [id],
    );

  it('is the substitute’s again in the principal’s name when they take their word back', async () => {
    const { one, taskId, word } = await asked();
    expect(await one.takeBack(AWAY, word)).toMatchObject({ code: 'DONE' });
    expect(await seat(taskId)).toEqual({ state: 'CLAIMED', holder: AWAY, for: LEADER });
    expect((await decideSeat(one, LEADER, taskId)).code).toBe('DONE');
  });

  it('is the principal’s again when they stand in no longer', async () => {
    const { one, made, taskId, word } = await asked();
    await revoke(db, LEADER, made);
    expect(await one.takeBack(AWAY, word)).toMatchObject({ code: 'DONE' });
    expect(await seat(taskId)).toEqual({ state: 'OPEN', holder: null, for: null });
    expect((await decideSeat(one, LEADER, taskId)).code).toBe('DONE');
  });
});

describe('a claim in another’s name', () => {
  it('is the substitute’s, and the principal remembered', async () => {
    const one = await given();
    await appoint(db, LEADER, AWAY);
    await appoint(db, LEADER, THIRD, { processes: ['ADMISSION'] });
    expect((await one.claim(AWAY, 'a')).code).toBe('DONE');
    expect(await holderOf(one)).toEqual({ state: 'CLAIMED', holder: AWAY, for: LEADER });
    expect(await one.claim(THIRD, 'a')).toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect((await one.approve(AWAY, 'a')).code).toBe('DONE');
    expect(await wordOf(one)).toEqual({ by: AWAY, for: LEADER });
  });

  it('does not keep the task from the principal', async () => {
    const [one, two] = [await given(), await given()];
    await appoint(db, LEADER, AWAY);
    await one.claim(AWAY, 'a');
    await two.claim(AWAY, 'a');
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
    expect(await wordOf(one)).toEqual({ by: LEADER, for: null });
    expect((await two.claim(LEADER, 'a')).code).toBe('DONE');
    expect(await holderOf(two)).toEqual({ state: 'CLAIMED', holder: LEADER, for: null });
  });

  it('of the principal reaches the substitute, who decides it, takes it over or gives it back', async () => {
    const [one, two, three] = [await given(), await given(), await given()];
    for (const each of [one, two, three]) await each.claim(LEADER, 'a');
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    await appoint(db, LEADER, AWAY);
    expect((await one.approve(AWAY, 'a')).code).toBe('DONE');
    await two.claim(AWAY, 'a');
    expect(await holderOf(two)).toEqual({ state: 'CLAIMED', holder: AWAY, for: LEADER });
    expect((await three.release(AWAY, 'a')).code).toBe('DONE');
    expect(await holderOf(three)).toEqual({ state: 'OPEN', holder: null, for: null });
  });
});

async function seatOf(one: OfficeCase, login: string): Promise<string> {
  const { id } = await db.sql.one<{ id: string }>(
    `SELECT t.id FROM task t JOIN stage s ON s.id = t.stage_id AND s.state = 'OPEN' JOIN task_candidate c ON c.task_id = t.id
     JOIN account a ON a.id = c.account_id WHERE t.case_id = $1 AND a.login = $2`,
    [one.id, login],
  );
  return id;
}

async function decideSeat(one: OfficeCase, login: string, taskId: string) {
  return one.act(login, async (act, actor) =>
    decideTask(act, actor, await takeInHand(act, taskId, actor), { outcome: 'APPROVE' }, {}),
  );
}
