import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAnswer } from '../../../src/acts/run-act.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { postponeTask } from '../../../src/tasks/supervising/postpone.ts';
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

const ADMINISTRATOR = 'administrator.province';
const seconds = (n: number) => ({ n, unit: 'SECOND' }) as const;
const inHours = (n: number) => new Date(Date.now() + n * 3_600_000);

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(values: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('check', {
          approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
          returnTo: ['applicant'],
          due: seconds(3600),
          remindBefore: [seconds(600)],
          ...values,
        }),
      ],
    },
  });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

async function postpone(one: OfficeCase, login: string, dueAt: Date, key = 'check'): Promise<ActAnswer> {
  const { id } = await one.task(key);
  return one.act(login, async (act, actor) =>
    postponeTask(act, actor, await readAtHand(act.tx, id, actor.id), { dueAt, reason: '现场材料较多' }),
  );
}

const planned = async (one: OfficeCase) =>
  (
    await db.sql.rows<{ word: string }>(
      `SELECT kind AS word FROM due_act WHERE case_id = $1 AND state = 'PENDING' ORDER BY at`,
      [one.id],
    )
  ).map(({ word }) => word);

describe('a deadline that is put off', () => {
  it('[NTF-02] by the supervisor, with a reason: it stands, on record, and the holders hear of it', async () => {
    const one = await given();
    const dueAt = inHours(5);
    expect(await postpone(one, LEADER, dueAt)).toMatchObject({ code: 'DONE', body: { dueAt: dueAt.toISOString() } });
    expect((await one.task('check')).dueAt).toEqual(dueAt);
    expect(await planned(one)).toEqual(['REMIND', 'DUE']);
    expect(await one.audit()).toContain('DEADLINE_POSTPONED');
    expect(await noticesOf(db, one.id)).toContain(`TASK_DEADLINE_MOVED ${REVIEWER}`);
    expect(await db.sql.one(`SELECT kind, reason FROM task_operation WHERE case_id = $1`, [one.id])).toEqual({
      kind: 'POSTPONE',
      reason: '现场材料较多',
    });
  });

  it('by an administrator, also for what the applicant owes', async () => {
    const one = await given();
    await one.decide(REVIEWER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    const dueAt = inHours(24 * 90);
    expect(await postpone(one, ADMINISTRATOR, dueAt, 'supplement')).toMatchObject({ code: 'DONE' });
    expect((await one.task('supplement')).dueAt).toEqual(dueAt);
    expect(await planned(one)).toContain('EXPIRE');
    expect(await noticesOf(db, one.id)).toContain(`TASK_DEADLINE_MOVED ${OWNER}`);
  });

  it('gives who was overdue time again, and reminders before the new instant', async () => {
    const one = await given({ onOverdue: 'NOTHING' });
    await one.due('2999-01-01T00:00:00.000Z');
    expect((await one.task('check')).overdueAt).not.toBeNull();
    expect(await postpone(one, LEADER, inHours(5))).toMatchObject({ code: 'DONE' });
    expect((await one.task('check')).overdueAt).toBeNull();
    expect(await planned(one)).toEqual(['REMIND', 'DUE']);
    const { armedAt } = await one.state();
    const [wake] = await db.sql.rows<{ nextAt: Date }>(
      `SELECT next_at AS "nextAt" FROM outbox WHERE case_id = $1 AND kind = 'WAKE' ORDER BY n DESC LIMIT 1`,
      [one.id],
    );
    expect(wake?.nextAt).toEqual(armedAt);
  });

  it('is not for who holds the task, nor earlier than it was, nor in the past', async () => {
    const one = await given();
    expect(await postpone(one, REVIEWER, inHours(5))).toMatchObject({ code: 'NOT_SUPERVISOR' });
    const { dueAt } = await one.task('check');
    expect(await postpone(one, LEADER, dueAt ?? inHours(0))).toMatchObject({
      code: 'DEADLINE_NOT_LATER',
      body: { dueAt: dueAt?.toISOString() },
    });
    await db.asOwner(
      'UPDATE task SET due_at = NULL, due_from = NULL, due_n = NULL, due_unit = NULL WHERE case_id = $1',
      [one.id],
    );
    expect(await postpone(one, LEADER, inHours(-1))).toMatchObject({
      code: 'DEADLINE_NOT_LATER',
      body: { dueAt: null },
    });
    expect(await postpone(one, LEADER, inHours(1))).toMatchObject({ code: 'DONE' });
  });

  it('comes too late for what is decided', async () => {
    const one = await given();
    await one.approve(REVIEWER, 'check');
    expect(await postpone(one, LEADER, inHours(5))).toMatchObject({ code: 'ALREADY_DECIDED' });
  });
});
