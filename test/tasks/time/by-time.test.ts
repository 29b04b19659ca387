import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { readTimeline } from '../../../src/cases/timeline.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { runDue } from '../../../src/tasks/phases/run-due.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
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

const HOUR = { n: 3600, unit: 'SECOND' } as const;
const COUNTY_REVIEW: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }];

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(values: StageWish): Promise<OfficeCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('check', { approvers: COUNTY_REVIEW, returnTo: ['applicant'], due: HOUR, ...values }),
        wish('next', { after: ['check'] }),
      ],
    },
  });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

/** When the next thing of this kind is to happen. */
async function next(one: OfficeCase, kind: string): Promise<Date> {
  const row = await db.sql.one<{ at: Date }>(
    `SELECT at FROM due_act WHERE case_id = $1 AND kind = $2 AND state = 'PENDING' ORDER BY at LIMIT 1`,
    [one.id, kind],
  );
  return row.at;
}

const fire = async (one: OfficeCase, kind: string) => one.due(await next(one, kind));
const told = async (one: OfficeCase, event: string) =>
  (await noticesOf(db, one.id)).filter((word) => word.startsWith(`${event} `)).map((word) => word.split(' ')[1]);

const decisions = (one: OfficeCase) =>
  db.sql.rows(
    `SELECT outcome, reason_code AS "reasonCode", account_id AS "accountId", channel FROM decision WHERE case_id = $1`,
    [one.id],
  );

describe('when nobody decides in time', () => {
  it('peers 12: the system approves where the route says so, under a reason code of its own and nobody’s name', async () => {
    const one = await given({ onOverdue: 'APPROVE' });
    await fire(one, 'DUE');
    expect(await one.live()).toEqual(['next OPEN']);
    expect(await decisions(one)).toEqual([
      { outcome: 'APPROVE', reasonCode: 'BY_TIME_APPROVED', accountId: null, channel: 'timer' },
    ]);
    expect(await told(one, 'TASK_ENDED_BY_TIME')).toEqual([REVIEWER, LEADER]);
    expect(await told(one, 'TASK_OVERDUE')).toEqual([]);
    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('peers 12: everybody’s timeline shows the system’s act as the system’s', async () => {
    const one = await given({ onOverdue: 'APPROVE' });
    await fire(one, 'DUE');
    for (const office of [true, false]) {
      const { items } = await readTimeline(db.sql, one.id, { office, own: !office }, 0, 100);
      expect(items.find(({ action }) => action === 'TASK_APPROVE')).toMatchObject({
        actorKind: 'SYSTEM',
        actor: null,
        reasonCode: 'BY_TIME_APPROVED',
        stage: 'check',
        outcome: 'APPROVE',
      });
    }
  });

  it('peers 12: tells the applicant with an approval that it was the system’s', async () => {
    const routeId = await publishRoute(db, {
      LEADER_APPROVAL: { stages: [wish('leader', { due: HOUR, onOverdue: 'APPROVE' })] },
    });
    const one = await givenCase(db, routeId);
    await one.open('LEADER_APPROVAL');
    await fire(one, 'DUE');
    expect(await told(one, 'APPLICATION_APPROVED')).toEqual(expect.arrayContaining([OWNER]));
    const [{ automatic } = { automatic: null }] = await db.sql.rows<{ automatic: boolean | null }>(
      `SELECT (params ->> 'automatic')::boolean AS automatic FROM message WHERE case_id = $1 AND template = 'APPLICATION_APPROVED'`,
      [one.id],
    );
    expect(automatic).toBe(true);
  });

  it('the system refuses where the route says so', async () => {
    const one = await given({ onOverdue: 'REJECT' });
    const report = await one.due(await next(one, 'DUE'));
    expect(report.outcomes).toEqual([{ seq: 1, outcome: 'REJECTED' }]);
    expect(await decisions(one)).toMatchObject([
      { outcome: 'REJECT', reasonCode: 'BY_TIME_REJECTED', accountId: null },
    ]);
    expect(await one.live()).toEqual([]);
  });

  it('it waits for the grace, and those who hold it may decide until then', async () => {
    const one = await given({ onOverdue: 'APPROVE', overdueGrace: HOUR });
    await fire(one, 'DUE');
    expect(await told(one, 'TASK_OVERDUE')).toEqual([REVIEWER, LEADER]);
    expect(await decisions(one)).toEqual([]);
    const late = await next(one, 'OVERDUE');
    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'DONE' });
    await one.due(late);
    expect(await decisions(one)).toMatchObject([{ reasonCode: null }]);
    const slow = await given({ onOverdue: 'APPROVE', overdueGrace: HOUR });
    await fire(slow, 'DUE');
    await fire(slow, 'OVERDUE');
    expect(await decisions(slow)).toMatchObject([{ reasonCode: 'BY_TIME_APPROVED' }]);
  });

  it('among several people it is the word of the one seat', async () => {
    const approvers: NonNullable<StageWish['approvers']> = [
      { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
      { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
    ];
    const one = await given({ mode: 'SEQUENCE', approvers, onOverdue: 'APPROVE' });
    await fire(one, 'DUE');
    expect(await one.live()).toEqual(['check OPEN']);
    const seats = await db.sql.rows(
      `SELECT state, outcome, decided_by AS "decidedBy", due_at IS NOT NULL AS timed FROM task WHERE case_id = $1 ORDER BY position`,
      [one.id],
    );
    expect(seats).toEqual([
      { state: 'DONE', outcome: 'APPROVE', decidedBy: null, timed: true },
      { state: 'OPEN', outcome: null, decidedBy: null, timed: true },
    ]);
    await fire(one, 'DUE');
    expect(await one.live()).toEqual(['next OPEN']);
  });

  it('what the form does not let through stays with people, and comes to the superior', async () => {
    const one = await given({ onOverdue: 'APPROVE', form: 'CHECKED' });
    const at = (await next(one, 'DUE')).toISOString();
    const gates = { CHECKED: () => Promise.reject(new Refusal('ITEMS_NOT_ALL_PASSED')) };
    await runDue(db.pool, { caseId: one.id, generation: 1, seq: 1, firedFor: at }, gates);
    expect(await decisions(one)).toEqual([]);
    expect(await told(one, 'TASK_ESCALATED')).toEqual([LEADER]);
    expect(await one.audit()).toContain('NOT_DECIDED_BY_TIME');
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'DONE' });
  });

  it('twice and at the same time as a person’s word gives one word', async () => {
    for (let round = 0; round < 4; round += 1) {
      const one = await given({ onOverdue: 'REJECT' });
      const at = await next(one, 'DUE');
      await Promise.all([one.due(at), one.approve(REVIEWER, 'check'), one.due(at)]);
      expect(await decisions(one)).toHaveLength(1);
    }
  });
});

describe('when the superior decides instead', () => {
  it('the task is theirs alone, with a deadline of its own, and goes on upwards', async () => {
    const one = await given({ onOverdue: 'TRANSFER' });
    const { dueAt: before } = await one.task('check');
    await one.claim(REVIEWER, 'check');
    await fire(one, 'DUE');
    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await told(one, 'TASK_ENDED_BY_TIME')).toEqual([REVIEWER]);
    expect(await told(one, 'TASK_OPENED')).toEqual([REVIEWER, LEADER]);
    const moved = await one.task('check');
    expect(moved).toMatchObject({ state: 'OPEN', assigneeId: null, overdueAt: null });
    expect(before !== null && moved.dueAt !== null && moved.dueAt > before).toBe(true);

    await fire(one, 'DUE');
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.approve(CITY_LEADER, 'check')).toMatchObject({ code: 'DONE' });
  });

  it('stays where it is when nobody is left above', async () => {
    const one = await given({ onOverdue: 'TRANSFER' });
    for (let step = 0; step < 6; step += 1) {
      const { pending } = await db.sql.one<{ pending: number }>(
        `SELECT count(*)::int AS pending FROM due_act WHERE case_id = $1 AND kind = 'DUE' AND state = 'PENDING'`,
        [one.id],
      );
      if (pending > 0) await fire(one, 'DUE');
    }
    const { id } = await one.task('check');
    const holders = await db.sql.rows<{ login: string }>(
      `SELECT a.login FROM task_candidate c JOIN account a ON a.id = c.account_id WHERE c.task_id = $1 AND c.open`,
      [id],
    );
    expect(holders).toHaveLength(1);
    expect((await one.audit()).filter((action) => action === 'NOBODY_FOUND')).toHaveLength(1);
    expect(await one.approve(holders[0]?.login ?? '', 'check')).toMatchObject({ code: 'DONE' });
  });
});

describe('reminders after the deadline', () => {
  it('go to those who hold the task and to the supervisor, each once', async () => {
    const one = await given({ onOverdue: 'NOTHING', remindAfter: [HOUR, { n: 7200, unit: 'SECOND' }] });
    await fire(one, 'DUE');
    await fire(one, 'REMIND_AFTER');
    expect(await told(one, 'TASK_OVERDUE')).toEqual([REVIEWER, LEADER, REVIEWER, LEADER]);
    await fire(one, 'REMIND_AFTER');
    expect(await told(one, 'TASK_OVERDUE')).toHaveLength(6);
  });
});
