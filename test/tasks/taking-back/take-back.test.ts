import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { CITY_LEADER, givenCase, LEADER, OWNER, publishRoute, REVIEWER, wish, type OfficeCase } from '../office.ts';

const COUNTY_REVIEW = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] as const;
const CITY = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] as const;

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    MATERIAL_REVIEW: {
      stages: [
        wish('check', { approvers: [...COUNTY_REVIEW], returnTo: ['applicant'] }),
        wish('beside', { returnTo: ['applicant'] }),
      ],
    },
    LEADER_APPROVAL: {
      stages: [
        wish('county', { returnTo: ['applicant', 'check'] }),
        wish('city', { after: ['county'], approvers: [...CITY], returnTo: ['county', 'check'] }),
      ],
    },
  });
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function inReview(): Promise<OfficeCase> {
  const given = await givenCase(db, routeId);
  await given.open('MATERIAL_REVIEW');
  return given;
}

async function inApproval(): Promise<OfficeCase> {
  const given = await inReview();
  await given.approve(LEADER, 'beside');
  await given.approve(REVIEWER, 'check');
  await given.open('LEADER_APPROVAL');
  return given;
}

describe('taking back inside the phase', () => {
  it('gives the person the task again and removes what the decision opened', async () => {
    const given = await inApproval();
    const decided = await given.approve(LEADER, 'county');
    const opened = await given.task('city');

    expect(await given.takeBack(LEADER, decided)).toMatchObject({ code: 'DONE', body: { stage: 'county' } });

    expect(await given.live()).toEqual(['county OPEN']);
    const mine = await given.task('county');
    expect(mine.state).toBe('CLAIMED');
    expect(await db.sql.one('SELECT state FROM task WHERE id = $1', [opened.id])).toEqual({ state: 'SUPERSEDED' });
    expect((await given.audit()).slice(-1)).toEqual(['DECISION_TAKEN_BACK']);
    expect(await given.approve(LEADER, 'county')).toMatchObject({ code: 'DONE' });
  });

  it('of a return to the applicant lets the suspended neighbour go on', async () => {
    const given = await inReview();
    const returned = await given.decide(REVIEWER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '缺' });

    await given.takeBack(REVIEWER, returned);

    expect(await given.live()).toEqual(['beside OPEN', 'check OPEN']);
    expect(await given.state()).toMatchObject({ state: 'MATERIAL_REVIEW' });
    expect(await given.supplement(OWNER, [])).toMatchObject({ code: 'SUPERSEDED' });
  });

  it('is refused once somebody has claimed what it opened, and again allowed once they let go', async () => {
    const given = await inApproval();
    const decided = await given.approve(LEADER, 'county');
    await given.claim(CITY_LEADER, 'city');

    expect(await given.takeBack(LEADER, decided)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
    await given.release(CITY_LEADER, 'city');
    expect(await given.takeBack(LEADER, decided)).toMatchObject({ code: 'DONE' });
  });

  it('is refused to everybody but the person who decided, and a second time', async () => {
    const given = await inApproval();
    const decided = await given.approve(LEADER, 'county');

    expect(await given.takeBack(CITY_LEADER, decided)).toMatchObject({ code: 'NOT_YOURS' });
    await given.takeBack(LEADER, decided);
    expect(await given.takeBack(LEADER, decided)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('is refused for what an applicant handed in', async () => {
    const given = await inReview();
    await given.decide(REVIEWER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '缺' });
    await given.supplement(OWNER, []);
    const { id } = await db.sql.one<{ id: string }>(
      `SELECT id FROM decision WHERE case_id = $1 AND outcome = 'SUPPLEMENT'`,
      [given.id],
    );

    const answer = await given.takeBack(OWNER, { code: 'DONE', body: { decisionId: id }, outbox: [], repeated: false });

    expect(answer).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
    expect(await given.live()).toEqual(['beside OPEN', 'check OPEN']);
  });
});

describe('taking back what ended a phase', () => {
  it('ends the next phase untouched, and the earlier one reopens for the person under a new seq', async () => {
    const given = await inReview();
    await given.approve(LEADER, 'beside');
    const decided = await given.approve(REVIEWER, 'check');
    await given.open('LEADER_APPROVAL');

    const answer = await given.takeBack(REVIEWER, decided);

    expect(answer.outbox).toHaveLength(1);
    expect(await given.state()).toMatchObject({ seq: 2, phaseOutcome: 'TAKEN_BACK' });
    expect(await given.live()).toEqual([]);
    await given.open('MATERIAL_REVIEW');
    expect(await given.live()).toEqual(['check OPEN']);
    expect(await given.task('check')).toMatchObject({ state: 'CLAIMED' });
    // The neighbour's approval stands.
    expect(await given.approve(REVIEWER, 'check')).toMatchObject({ body: { phaseOutcome: 'APPROVED' } });
  });

  it('belongs to the last word, whichever stage had opened first', async () => {
    const given = await inReview();
    const check = await given.approve(REVIEWER, 'check');
    const beside = await given.approve(LEADER, 'beside');
    await given.open('LEADER_APPROVAL');

    expect(await given.takeBack(REVIEWER, check)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
    expect(await given.takeBack(LEADER, beside)).toMatchObject({ code: 'DONE' });
    await given.open('MATERIAL_REVIEW');
    expect(await given.live()).toEqual(['beside OPEN']);
  });

  it('of a return reopens the phase it left, and a second return asks the reviewers, not the leader', async () => {
    const given = await inApproval();
    await given.approve(LEADER, 'county');
    const back = { outcome: 'RETURN', returnTo: 'check', reason: '重审' } as const;
    const returned = await given.decide(CITY_LEADER, 'city', back);
    await given.open('MATERIAL_REVIEW');

    await given.takeBack(CITY_LEADER, returned);
    await given.open('LEADER_APPROVAL');
    expect(await given.live()).toEqual(['city OPEN']);
    expect(await given.task('city')).toMatchObject({ state: 'CLAIMED' });

    await given.decide(CITY_LEADER, 'city', back);
    await given.open('MATERIAL_REVIEW');
    expect(await given.task('check')).toMatchObject({ state: 'OPEN', assigneeId: null });
  });

  it('keeps the way straight back', async () => {
    const given = await inApproval();
    await given.approve(LEADER, 'county');
    await given.decide(CITY_LEADER, 'city', { outcome: 'RETURN', returnTo: 'check', reason: '重审', resume: 'BACK' });
    await given.open('MATERIAL_REVIEW');
    const checked = await given.approve(REVIEWER, 'check');
    await given.open('LEADER_APPROVAL');
    await given.takeBack(REVIEWER, checked);
    await given.open('MATERIAL_REVIEW');
    await given.approve(REVIEWER, 'check');

    await given.open('LEADER_APPROVAL');

    expect(await given.live()).toEqual(['city OPEN']);
  });

  it.each([
    ['claimed', (given: OfficeCase) => given.claim(LEADER, 'county')],
    ['decided', (given: OfficeCase) => given.approve(LEADER, 'county')],
  ])('is too late once something in the next phase was %s', async (_word, touch) => {
    const given = await inReview();
    await given.approve(LEADER, 'beside');
    const decided = await given.approve(REVIEWER, 'check');
    await given.open('LEADER_APPROVAL');
    await touch(given);

    expect(await given.takeBack(REVIEWER, decided)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('is too late once the outcome was told', async () => {
    const given = await inApproval();
    await given.approve(LEADER, 'county');
    const approved = await given.approve(CITY_LEADER, 'city');
    const rejected = await inApproval();
    const refusal = await rejected.decide(LEADER, 'county', { outcome: 'REJECT', reasonCode: 'OTHER' });

    expect(await given.takeBack(CITY_LEADER, approved)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
    expect(await rejected.takeBack(LEADER, refusal)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });
});
