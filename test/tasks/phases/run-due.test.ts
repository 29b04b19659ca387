import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { runDue } from '../../../src/tasks/phases/run-due.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  givenCase,
  CITY_LEADER,
  LEADER,
  noticesOf,
  OWNER,
  publishRoute,
  publishWindow,
  republish,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';

const FAR = '2999-01-01T00:00:00.000Z';
const HOUR = { n: 3600, unit: 'SECOND' } as const;
const COUNTY_REVIEW = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] as const;

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
    REVIEW: { stages: [wish('check', { approvers: [...COUNTY_REVIEW], returnTo: ['applicant'], ...values })] },
  });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

async function instant(one: OfficeCase, kind: string): Promise<Date> {
  const row = await db.sql.one<{ at: Date }>(
    `SELECT at FROM due_act WHERE case_id = $1 AND kind = $2 AND state = 'PENDING' ORDER BY at LIMIT 1`,
    [one.id, kind],
  );
  return row.at;
}

const told = async (one: OfficeCase, event: string) =>
  (await noticesOf(db, one.id)).filter((word) => word.startsWith(`${event} `));

describe('runDue', () => {
  it('reminds those who may take the task, then says it is at risk, then that it is overdue', async () => {
    const one = await given({
      due: HOUR,
      remindBefore: [{ n: 1800, unit: 'SECOND' }],
      atRiskBefore: { n: 600, unit: 'SECOND' },
    });

    await one.due(await instant(one, 'REMIND'));
    expect(await told(one, 'TASK_REMINDER')).toEqual([`TASK_REMINDER ${REVIEWER}`]);
    expect(await told(one, 'TASK_AT_RISK')).toEqual([]);
    await one.due(await instant(one, 'AT_RISK'));
    expect(await told(one, 'TASK_AT_RISK')).toEqual([`TASK_AT_RISK ${LEADER}`]);
    expect((await one.task('check')).overdueAt).toBeNull();
    await one.due(await instant(one, 'DUE'));

    expect(await told(one, 'TASK_OVERDUE')).toEqual([`TASK_OVERDUE ${REVIEWER}`]);
    expect((await one.task('check')).overdueAt).not.toBeNull();
    expect((await one.audit()).slice(-4)).toEqual(['DUE_REMIND', 'DUE_AT_RISK', 'TASK_ESCALATED', 'DUE_DUE']);
  });

  it('[NTF-03] lets the superior of an overdue task decide it, and tells them', async () => {
    const one = await given({ due: HOUR });
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });

    await one.due(FAR);

    expect(await told(one, 'TASK_ESCALATED')).toEqual([`TASK_ESCALATED ${LEADER}`]);
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'DONE' });
  });

  it('leaves an overdue task with its people where the route wants nothing more', async () => {
    const one = await given({ due: HOUR, onOverdue: 'NOTHING' });

    await one.due(FAR);

    expect(await told(one, 'TASK_ESCALATED')).toEqual([]);
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('does not hand an overdue task to a superior who decided what it keeps apart', async () => {
    const routeId = await publishRoute(db, {
      MATERIAL: { stages: [wish('first')] },
      REVIEW: { stages: [wish('check', { approvers: [...COUNTY_REVIEW], excludes: ['first'], due: HOUR })] },
    });
    const one = await givenCase(db, routeId);
    await one.open('MATERIAL');
    await one.approve(LEADER, 'first');
    await one.open('REVIEW');

    await one.due(FAR);

    expect(await told(one, 'TASK_ESCALATED')).toEqual([`TASK_ESCALATED ${CITY_LEADER}`]);
  });

  it('ends a case whose supplement nobody hands in, after its reminders', async () => {
    await publishWindow(db, HOUR, [{ n: 600, unit: 'SECOND' }]);
    const one = await given({});
    await one.decide(REVIEWER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });

    await one.due(await instant(one, 'REMIND'));
    expect(await told(one, 'SUPPLEMENT_REMINDER')).toEqual(expect.arrayContaining([`SUPPLEMENT_REMINDER ${OWNER}`]));
    const report = await one.due(await instant(one, 'EXPIRE'));

    expect(report).toEqual({
      current: true,
      outcomes: [{ seq: 1, outcome: 'EXPIRED' }],
      interrupt: null,
      nextAt: null,
    });
    expect(await one.live()).toEqual([]);
    expect(await one.supplement(OWNER, [])).toMatchObject({ code: 'SUPERSEDED' });
  });

  it('plans nothing more when nothing is left to do', async () => {
    const one = await given({ due: HOUR });

    expect(await one.due(FAR)).toMatchObject({ nextAt: null });
    expect(await one.state()).toMatchObject({ armedAt: null });
  });

  it('does nothing before its time', async () => {
    const one = await given({ due: HOUR });
    const before = await one.audit();

    const report = await one.due(new Date(0));

    expect(report.nextAt).toBe((await instant(one, 'DUE')).toISOString());
    expect(await one.audit()).toEqual(before);
  });

  it('twice and at the same time as itself does everything once', async () => {
    const one = await given({ due: HOUR, remindBefore: [{ n: 1800, unit: 'SECOND' }] });

    const reports = await Promise.all(Array.from({ length: 5 }, () => one.due(FAR)));
    const again = await one.due(FAR);

    expect(new Set(reports.map((report) => JSON.stringify(report))).size).toBe(1);
    expect(again).toEqual(reports[0]);
    expect(await told(one, 'TASK_OVERDUE')).toEqual([`TASK_OVERDUE ${REVIEWER}`]);
    expect((await one.audit()).filter((action) => action.startsWith('DUE_'))).toEqual(['DUE_REMIND', 'DUE_DUE']);
  });

  it('does nothing for another generation of the case', async () => {
    const one = await given({ due: HOUR });

    const report = await runDue(db.pool, { caseId: one.id, generation: 2, seq: 1, firedFor: FAR });

    expect(report).toEqual({ current: false, outcomes: [], interrupt: null, nextAt: null });
    expect((await one.task('check')).overdueAt).toBeNull();
  });

  it('puts off an act that fails by a minute, with what it left behind, and does the others', async () => {
    const one = await given({ due: HOUR, remindBefore: [{ n: 1800, unit: 'SECOND' }], onOverdue: 'NOTHING' });
    // A table that names a word instead of a list for this one event cannot be read for it.
    const tableId = await republish(db, 'MESSAGE_TABLE', 'ADMISSION', (body) => ({
      ...body,
      events: { ...(body['events'] as object), TASK_REMINDER: 'broken' },
    }));

    const report = await one.due(FAR);
    await db.asOwner('DELETE FROM policy_version WHERE id = $1', [tableId]);

    expect((await one.audit()).filter((action) => action.startsWith('DUE_'))).toEqual(['DUE_DUE']);
    expect(await told(one, 'TASK_OVERDUE')).toEqual([`TASK_OVERDUE ${REVIEWER}`, `TASK_OVERDUE ${LEADER}`]);
    const [late] = await db.sql.rows<{ attempts: number; ahead: boolean; error: string }>(
      `SELECT attempts, at > now() + interval '50 seconds' AS ahead, last_error AS error FROM due_act WHERE case_id = $1 AND state = 'PENDING'`,
      [one.id],
    );
    expect(late).toMatchObject({ attempts: 1, ahead: true, error: expect.stringContaining('scalar') });
    expect(report.nextAt).not.toBeNull();
    await one.due(FAR);
    expect(await told(one, 'TASK_REMINDER')).toHaveLength(1);
  });
});
