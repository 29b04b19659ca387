import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../../src/audit/verify.ts';
import { readTimeline } from '../../../../src/cases/timeline.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import {
  CITY_LEADER,
  givenCase,
  LEADER,
  noticesOf,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type StageWish,
} from '../../office.ts';
import { askedOf, automaticOf, given, givenRoster } from './people.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

/** Nobody has this group. */
const NOBODY: StageWish = { approvers: [{ kind: 'GROUP', code: 'NO_SUCH_GROUP' }] };
const COUNTY: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] };
const PROVINCE: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'PROVINCE' }] };

async function memberOfCompany(login: string): Promise<() => Promise<unknown>> {
  await db.sql.run(
    `INSERT INTO company_member (company_id, account_id, role) SELECT m.company_id, s.id, 'OPERATOR'
     FROM account s, company_member m JOIN account o ON o.id = m.account_id WHERE s.login = $1 AND o.login = $2 AND m.role = 'OWNER'`,
    [login, OWNER],
  );
  return () =>
    db.sql.run(`DELETE FROM company_member m USING account a WHERE a.id = m.account_id AND a.login = $1`, [login]);
}

describe('a stage for which nobody is found', () => {
  it('asks its fallback, and the first pool still when somebody joins it', async () => {
    const one = await given(db, { ...NOBODY, fallback: [{ kind: 'HEAD', unit: 'CITY' }] });
    expect(await askedOf(db, one, 's0')).toEqual([CITY_LEADER]);
    expect(await noticesOf(db, one.id)).toEqual([`TASK_OPENED ${CITY_LEADER}`]);
    expect((await one.approve(CITY_LEADER, 's0')).code).toBe('DONE');
  });

  it('goes to the head of the nearest unit', async () => {
    const one = await given(db, { ...NOBODY, onNobody: 'SUPERIOR' });
    expect(await askedOf(db, one, 's0')).toEqual([LEADER]);
  });

  it('goes to the administrators where the fallback finds nobody either', async () => {
    const one = await given(db, { ...NOBODY, fallback: [{ kind: 'SUPERIOR', nth: 9 }] });
    expect(await askedOf(db, one, 's0')).toEqual(['administrator-2.province', 'administrator.province']);
  });

  it('gives each of the fallback a seat where all decide', async () => {
    await givenRoster(db, 'GROUP', 'county-0101', 'SPARE', [LEADER, REVIEWER]);
    const one = await given(db, { ...NOBODY, mode: 'ALL', fallback: [{ kind: 'GROUP', code: 'SPARE' }] });
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER, LEADER].sort());
  });
});

describe('a stage that the system passes', () => {
  it('opens what comes after it in the same act, and nobody is asked', async () => {
    const one = await given(db, COUNTY, { ...NOBODY, after: ['s0'], onNobody: 'PASS' }, { ...PROVINCE, after: ['s1'] });
    await one.approve(LEADER, 's0');
    expect(await one.live()).toEqual(['s2 OPEN']);
    expect(await automaticOf(db, one.id)).toEqual(['s1 APPROVE NOBODY_PASS']);
    expect(await noticesOf(db, one.id)).toEqual([`TASK_OPENED ${LEADER}`, 'TASK_OPENED leader.province']);
  });

  it("shows as the system's own decision with its reason, after the person's, never as theirs", async () => {
    const one = await given(db, COUNTY, { ...NOBODY, after: ['s0'], onNobody: 'PASS' }, { ...PROVINCE, after: ['s1'] });
    await one.approve(LEADER, 's0');
    const { items } = await readTimeline(db.sql, one.id, { own: false, office: true }, 0, 50);
    const last = items
      .slice(-3)
      .map(({ action, actorKind, actor, reasonCode, stage }) => [
        action,
        actorKind,
        actor?.name !== undefined,
        reasonCode,
        stage,
      ]);
    expect(last).toEqual([
      ['TASK_APPROVE', 'PERSON', true, null, 's0'],
      ['NOBODY_FOUND', 'SYSTEM', false, null, 's1'],
      ['TASK_APPROVE', 'SYSTEM', false, 'NOBODY_PASS', 's1'],
    ]);
    const { items: told } = await readTimeline(db.sql, one.id, { own: true, office: false }, 0, 50);
    expect(told.at(-1)).toMatchObject({ action: 'TASK_APPROVE', actorKind: 'SYSTEM', reasonCode: 'NOBODY_PASS' });
  });

  it('ends its phase when it was the last, in an act and as the phase opens', async () => {
    const one = await given(db, COUNTY, { ...NOBODY, after: ['s0'], onNobody: 'PASS' });
    expect((await one.approve(LEADER, 's0')).body['phaseOutcome']).toBe('APPROVED');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'APPROVED' });
    const alone = await given(db, { ...NOBODY, onNobody: 'PASS' }, { ...NOBODY, after: ['s0'], onNobody: 'PASS' });
    expect(await alone.state()).toMatchObject({ phaseOutcome: 'APPROVED' });
    expect(await alone.live()).toEqual([]);
  });

  it('tells the applicant when that approved the application', async () => {
    const stages = [wish('county'), wish('city', { ...NOBODY, after: ['county'], onNobody: 'PASS' })];
    const one = await givenCase(db, await publishRoute(db, { LEADER_APPROVAL: { stages } }));
    await one.open('LEADER_APPROVAL');
    await one.approve(LEADER, 'county');
    const notices = await noticesOf(db, one.id);
    expect(notices.filter((word) => word === `APPLICATION_APPROVED ${OWNER}`)).toHaveLength(1);
  });

  it('is undone with the decision it followed, and done again', async () => {
    const one = await given(db, COUNTY, { ...NOBODY, after: ['s0'], onNobody: 'PASS' }, { ...PROVINCE, after: ['s1'] });
    const decision = await one.approve(LEADER, 's0');
    expect((await one.takeBack(LEADER, decision)).code).toBe('DONE');
    expect([await one.live(), await automaticOf(db, one.id)]).toEqual([['s0 OPEN'], []]);
    await one.approve(LEADER, 's0');
    expect([await one.live(), await automaticOf(db, one.id)]).toEqual([['s2 OPEN'], ['s1 APPROVE NOBODY_PASS']]);
  });

  it('is undone with the decision it followed when both ended the phase', async () => {
    const stages = [wish('s0', COUNTY), wish('s1', { ...NOBODY, after: ['s0'], onNobody: 'PASS' })];
    const one = await givenCase(
      db,
      await publishRoute(db, { REVIEW: { stages }, SECOND: { stages: [wish('t0', PROVINCE)] } }),
    );
    await one.open('REVIEW');
    const decision = await one.approve(LEADER, 's0');
    await one.open('SECOND');
    expect((await one.takeBack(LEADER, decision)).code).toBe('DONE');
    await one.open('REVIEW');
    expect(await one.live()).toEqual(['s0 OPEN']);
    expect((await one.approve(LEADER, 's0')).body['phaseOutcome']).toBe('APPROVED');
  });

  it('is passed again after a return runs it forward again', async () => {
    const one = await given(
      db,
      COUNTY,
      { ...NOBODY, after: ['s0'], onNobody: 'PASS' },
      { ...PROVINCE, after: ['s1'], returnTo: ['s0'] },
    );
    await one.approve(LEADER, 's0');
    await one.decide('leader.province', 's2', { outcome: 'RETURN', returnTo: 's0', reason: '请复核' });
    await one.approve(LEADER, 's0');
    expect(await one.live()).toEqual(['s2 OPEN']);
  });
});

describe('a stage that the system rejects', () => {
  it('ends the phase against the applicant, and cancels what ran beside it', async () => {
    const one = await given(db, COUNTY, PROVINCE, { ...NOBODY, after: ['s0'], onNobody: 'REJECT' });
    expect((await one.approve(LEADER, 's0')).body['phaseOutcome']).toBe('REJECTED');
    expect([await one.live(), await automaticOf(db, one.id)]).toEqual([[], ['s2 REJECT NOBODY_REJECT']]);
  });

  it('leaves nothing to take back', async () => {
    const one = await given(db, COUNTY, { ...NOBODY, after: ['s0'], onNobody: 'REJECT' });
    const decision = await one.approve(LEADER, 's0');
    expect(await one.takeBack(LEADER, decision)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });
});

describe('an approver who is the applicant', () => {
  it('is left to the superior where the route says so', async () => {
    const leave = await memberOfCompany(LEADER);
    const one = await given(db, { ...COUNTY, onApplicant: 'SUPERIOR' });
    expect(await askedOf(db, one, 's0')).toEqual([CITY_LEADER]);
    expect(await one.approve(LEADER, 's0')).toMatchObject({ code: 'EXCLUDED', body: { reasonCode: 'OWN_CASE' } });
    const all = await given(db, {
      mode: 'ALL',
      onApplicant: 'SUPERIOR',
      approvers: [
        { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
        { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
      ],
    });
    expect(await askedOf(db, all, 's0')).toEqual([REVIEWER, CITY_LEADER].sort());
    await leave();
  });

  it('is skipped where the route says so and nobody else would have decided', async () => {
    const leave = await memberOfCompany(LEADER);
    const one = await given(db, { ...COUNTY, onApplicant: 'SKIP' }, { ...PROVINCE, after: ['s0'] });
    expect([await one.live(), await automaticOf(db, one.id)]).toEqual([['s1 OPEN'], ['s0 APPROVE APPLICANT_SKIPPED']]);
    await leave();
  });
});

describe('an approver who approved before', () => {
  const AGAIN: StageWish = { ...COUNTY, after: ['s0'] };

  it('decides again unless the route says otherwise', async () => {
    const one = await given(db, COUNTY, AGAIN);
    await one.approve(LEADER, 's0');
    expect(await askedOf(db, one, 's1')).toEqual([LEADER]);
  });

  it('has spoken where the route lets that count', async () => {
    const one = await given(db, COUNTY, { ...AGAIN, onRepeat: 'SKIP' }, { ...PROVINCE, after: ['s1'] });
    await one.approve(LEADER, 's0');
    expect([await one.live(), await automaticOf(db, one.id)]).toEqual([['s2 OPEN'], ['s1 APPROVE SAME_APPROVER']]);
  });

  it('has a seat already filled where several decide', async () => {
    const both: StageWish = {
      mode: 'ALL',
      onRepeat: 'SKIP',
      after: ['s0'],
      approvers: [
        { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
        { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
      ],
    };
    const one = await given(db, COUNTY, both);
    const first = await one.approve(LEADER, 's0');
    expect([await askedOf(db, one, 's1'), await automaticOf(db, one.id)]).toEqual([
      [REVIEWER],
      ['s1 APPROVE SAME_APPROVER'],
    ]);
    expect((await one.takeBack(LEADER, first)).code).toBe('DONE');
    await one.approve(LEADER, 's0');
    expect(await askedOf(db, one, 's1')).toEqual([REVIEWER]);
  });

  it('is enough where the ratio needs no more', async () => {
    const one = await given(db, COUNTY, {
      mode: 'RATIO',
      passPercent: 50,
      onRepeat: 'SKIP',
      after: ['s0'],
      approvers: [
        { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
        { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
      ],
    });
    expect((await one.approve(LEADER, 's0')).body['phaseOutcome']).toBe('APPROVED');
    expect((await noticesOf(db, one.id)).filter((word) => word.includes(REVIEWER))).toEqual([]);
  });

  it('leaves it to the superior where the route says so', async () => {
    const one = await given(db, COUNTY, { ...AGAIN, onRepeat: 'SUPERIOR' });
    await one.approve(LEADER, 's0');
    expect(await askedOf(db, one, 's1')).toEqual([CITY_LEADER]);
    expect(await one.approve(LEADER, 's1')).toMatchObject({ code: 'EXCLUDED', body: { reasonCode: 'SAME_APPROVER' } });
  });

  it('counts no word that a return replaced', async () => {
    const two = await given(
      db,
      { approvers: [...(COUNTY.approvers ?? []), ...(PROVINCE.approvers ?? [])] },
      { ...PROVINCE, after: ['s0'], returnTo: ['s0'] },
      { ...COUNTY, after: ['s1'], onRepeat: 'SKIP' },
    );
    await two.approve(LEADER, 's0');
    await two.decide('leader.province', 's1', { outcome: 'RETURN', returnTo: 's0', reason: '请复核' });
    await two.approve('leader.province', 's0');
    await two.approve('leader.province', 's1');
    expect(await askedOf(db, two, 's2')).toEqual([LEADER]);
  });
});
