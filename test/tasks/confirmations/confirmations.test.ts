import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAnswer } from '../../../src/acts/run-act.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { confirmDuty, type DutyAnswer } from '../../../src/tasks/confirmations/confirm-duty.ts';
import { listConfirmations } from '../../../src/tasks/confirmations/list-confirmations.ts';
import { readConfirmation, type Confirmation } from '../../../src/tasks/confirmations/read-confirmation.ts';
import { countInbox } from '../../../src/tasks/inbox/counts.ts';
import { decideTask } from '../../../src/tasks/deciding/decide.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  noticesOf,
  publishRoute,
  REVIEWER,
  takeInHand,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';

const ADMINISTRATOR = 'administrator.province';
const byReviewer: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }];

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

/** Stage `check`, whose supervisor is the county's leader, before stage `next` of the city's leader. */
async function given(values: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('check', { approvers: byReviewer, returnTo: ['applicant'], confirm: 'SUPERVISOR', ...values }),
        wish('next', {
          after: ['check'],
          approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }],
          returnTo: ['check'],
        }),
      ],
    },
  });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

async function confirm(one: OfficeCase, login: string, answer: DutyAnswer, taskId?: string): Promise<ActAnswer> {
  const id = taskId ?? (await one.task('check')).id;
  return one.act(login, async (act, actor) => confirmDuty(act, actor, await takeInHand(act, id, actor), answer));
}

async function confirmation(one: OfficeCase): Promise<Confirmation | null> {
  return readConfirmation(db.sql, (await one.task('check')).stageId);
}

async function listed(one: OfficeCase, login: string, isAdministrator = false): Promise<boolean> {
  const { id: accountId } = await actorOf(db, login);
  const wanted = { accountId, isAdministrator, state: 'OPEN', before: undefined, limit: 100 } as const;
  return (await listConfirmations(db.sql, wanted)).some(({ caseId }) => caseId === one.id);
}

const YES = { accepted: true } as const;

describe('a duty that its supervisor confirms', () => {
  it('[NTF-01] is asked of them when it is done, and on record with who, when and their words', async () => {
    const one = await given();
    expect(await confirmation(one)).toBeNull();
    await one.approve(REVIEWER, 'check');
    expect(await confirmation(one)).toMatchObject({ state: 'OPEN', answeredBy: null });
    expect(await listed(one, LEADER)).toBe(true);
    const { id: supervisor } = await actorOf(db, LEADER);
    expect((await countInbox(db.sql, supervisor)).confirmations).toBeGreaterThan(0);
    expect(await listed(one, REVIEWER)).toBe(false);
    expect(await noticesOf(db, one.id)).toContain(`CONFIRMATION_ASKED ${LEADER}`);

    expect(await confirm(one, LEADER, { accepted: true, note: '资料齐全' })).toMatchObject({
      code: 'DONE',
      body: { state: 'CONFIRMED' },
    });
    expect(await confirmation(one)).toMatchObject({
      state: 'CONFIRMED',
      supervisor: { id: supervisor },
      answeredBy: { id: supervisor },
      answeredAt: expect.any(Date),
      note: '资料齐全',
    });
    expect(await listed(one, LEADER)).toBe(false);
    expect(await one.audit()).toContain('DUTY_CONFIRMED');
    expect(await noticesOf(db, one.id)).toContain(`DUTY_CONFIRMED ${REVIEWER}`);
    expect(await confirm(one, LEADER, YES)).toMatchObject({ code: 'ALREADY_CONFIRMED' });
  });

  it('[NTF-01] is told to whoever did it when it is not accepted, and can be confirmed once it is put right', async () => {
    const one = await given();
    await one.approve(REVIEWER, 'check');
    expect(await confirm(one, LEADER, { accepted: false })).toMatchObject({ code: 'REASON_MISSING' });
    expect(await confirm(one, LEADER, { accepted: false, note: ' ' })).toMatchObject({ code: 'REASON_MISSING' });
    expect(await confirm(one, LEADER, { accepted: false, note: '门头照片未核对' })).toMatchObject({ code: 'DONE' });
    expect(await noticesOf(db, one.id)).toContain(`DUTY_NOT_ACCEPTED ${REVIEWER}`);
    expect(await confirmation(one)).toMatchObject({ state: 'NOT_ACCEPTED', note: '门头照片未核对' });
    expect((await one.task('check')).outcome).toBe('APPROVE');
    expect(await one.live()).toEqual(['next OPEN']);

    expect(await confirm(one, LEADER, YES)).toMatchObject({ code: 'DONE' });
    const kinds = await db.sql.rows('SELECT kind FROM task_operation WHERE case_id = $1 ORDER BY id', [one.id]);
    expect(kinds).toEqual([{ kind: 'NOT_ACCEPT' }, { kind: 'CONFIRM' }]);
  });

  it('is also a refusal, and one of a case that has ended', async () => {
    const one = await given();
    await one.decide(REVIEWER, 'check', { outcome: 'REJECT', reason: '不符合条件' });
    await db.asOwner(`UPDATE "case" SET state = 'REJECTED', closed_at = now() WHERE id = $1`, [one.id]);
    expect(await confirm(one, LEADER, YES)).toMatchObject({ code: 'DONE' });
  });

  it('is none that nobody asked to confirm, that is not done, or that returned the case', async () => {
    const quiet = await given({ confirm: 'NONE' });
    await quiet.approve(REVIEWER, 'check');
    expect(await confirm(quiet, LEADER, YES)).toMatchObject({ code: 'NOTHING_TO_CONFIRM' });
    const one = await given();
    expect(await confirm(one, LEADER, YES)).toMatchObject({ code: 'NOTHING_TO_CONFIRM' });
    await one.decide(REVIEWER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(await confirmation(one)).toBeNull();
  });

  it('is confirmed by its supervisor alone', async () => {
    const one = await given();
    await one.approve(REVIEWER, 'check');
    for (const login of [REVIEWER, CITY_LEADER, ADMINISTRATOR]) {
      expect(await confirm(one, login, YES)).toMatchObject({ code: 'NOT_SUPERVISOR' });
    }
  });

  it('is confirmed by one answer, when two come at the same time', async () => {
    const one = await given();
    await one.approve(REVIEWER, 'check');
    const answers = await Promise.all([confirm(one, LEADER, YES), confirm(one, LEADER, YES)]);
    expect(answers.map(({ code }) => code).sort()).toEqual(['ALREADY_CONFIRMED', 'DONE']);
  });
});

describe('who is asked', () => {
  it('is the next head above where the supervisor did the work', async () => {
    const one = await given({ due: { n: 3600, unit: 'SECOND' } });
    await one.due('2999-01-01T00:00:00.000Z');
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'DONE' });
    const { id } = await actorOf(db, CITY_LEADER);
    expect(await confirmation(one)).toMatchObject({ supervisor: { id } });
    expect(await confirm(one, LEADER, YES)).toMatchObject({ code: 'NOT_SUPERVISOR' });
    expect(await confirm(one, CITY_LEADER, YES)).toMatchObject({ code: 'DONE' });
  });

  const leaders = 'account_id = (SELECT id FROM account WHERE login = $1)';
  it.each([
    [
      'is disabled',
      `UPDATE account SET state = 'DISABLED' WHERE login = $1`,
      `UPDATE account SET state = 'ACTIVE' WHERE login = $1`,
    ],
    [
      'has no role any more',
      `UPDATE role_assignment SET valid_to = valid_from WHERE ${leaders}`,
      `UPDATE role_assignment SET valid_to = NULL WHERE ${leaders}`,
    ],
  ])('is an administrator where the supervisor %s', async (_title, leave, comeBack) => {
    const one = await given();
    await one.approve(REVIEWER, 'check');
    expect(await listed(one, ADMINISTRATOR, true)).toBe(false);
    await db.asOwner(leave, [LEADER]);
    try {
      expect(await listed(one, ADMINISTRATOR, true)).toBe(true);
      expect(await confirm(one, ADMINISTRATOR, YES)).toMatchObject({ code: 'DONE' });
    } finally {
      await db.asOwner(comeBack, [LEADER]);
    }
  });

  it('is nobody where the system alone decided', async () => {
    const one = await given({ due: { n: 3600, unit: 'SECOND' }, onOverdue: 'APPROVE' });
    await one.due('2999-01-01T00:00:00.000Z');
    expect((await one.task('check')).outcome).toBe('APPROVE');
    expect(await confirmation(one)).toBeNull();
  });

  it('is nobody who may not act in the stage, whatever came afterwards', async () => {
    const one = await given();
    await one.approve(REVIEWER, 'check');
    const { stageId } = await one.task('check');
    await db.asOwner(
      `INSERT INTO stage_exclusion (stage_id, account_id, reason_code) SELECT $1, id, 'CONFLICT_OF_INTEREST' FROM account WHERE login = $2`,
      [stageId, LEADER],
    );
    expect(await confirm(one, LEADER, YES)).toMatchObject({
      code: 'EXCLUDED',
      body: { reasonCode: 'CONFLICT_OF_INTEREST' },
    });
  });
});

describe('a confirmation', () => {
  it('is void with the decision that is taken back, and asked anew', async () => {
    const one = await given();
    const decision = await one.approve(REVIEWER, 'check');
    const before = await one.task('check');
    await confirm(one, LEADER, YES);
    expect(await one.takeBack(REVIEWER, decision)).toMatchObject({ code: 'DONE' });
    expect(await readConfirmation(db.sql, before.stageId)).toMatchObject({ state: 'VOID' });
    expect(await confirm(one, LEADER, YES, before.id)).toMatchObject({ code: 'NOTHING_TO_CONFIRM' });
    await one.approve(REVIEWER, 'check');
    expect(await confirmation(one)).toMatchObject({ state: 'OPEN' });
    expect(await confirm(one, LEADER, YES)).toMatchObject({ code: 'DONE' });
  });

  it('is void when a later stage returns the case to it, and stands again when that is taken back', async () => {
    const one = await given();
    await one.approve(REVIEWER, 'check');
    const { stageId } = await one.task('check');
    await confirm(one, LEADER, YES);
    const back = await one.decide(CITY_LEADER, 'next', { outcome: 'RETURN', returnTo: 'check', reason: '请复核' });
    expect(await readConfirmation(db.sql, stageId)).toMatchObject({ state: 'VOID' });
    expect(await one.takeBack(CITY_LEADER, back)).toMatchObject({ code: 'DONE' });
    expect(await readConfirmation(db.sql, stageId)).toMatchObject({ state: 'CONFIRMED' });
  });
});

describe('a stage of several people', () => {
  it('is one duty, which everybody who spoke hears about', async () => {
    const one = await given({
      mode: 'ALL',
      approvers: [...byReviewer, { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }],
    });
    await sayOnOwnSeat(one, LEADER);
    expect(await confirmation(one)).toBeNull();
    await sayOnOwnSeat(one, REVIEWER);
    expect(await confirm(one, LEADER, YES)).toMatchObject({ code: 'NOT_SUPERVISOR' });
    expect(await confirm(one, CITY_LEADER, YES)).toMatchObject({ code: 'DONE' });
    expect(await noticesOf(db, one.id)).toEqual(
      expect.arrayContaining([`DUTY_CONFIRMED ${LEADER}`, `DUTY_CONFIRMED ${REVIEWER}`]),
    );
  });
});

async function sayOnOwnSeat(one: OfficeCase, login: string): Promise<void> {
  const { id } = await db.sql.one<{ id: string }>(
    `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id
     WHERE t.case_id = $1 AND t.stage_key = 'check' AND a.login = $2`,
    [one.id, login],
  );
  const answer = await one.act(login, async (act, actor) =>
    decideTask(act, actor, await takeInHand(act, id, actor), { outcome: 'APPROVE' }, {}),
  );
  expect(answer).toMatchObject({ code: 'DONE' });
}
