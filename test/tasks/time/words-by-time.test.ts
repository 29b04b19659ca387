import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  CITY_LEADER,
  givenCase,
  LEADER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';

const BOTH: StageWish = {
  approvers: [
    { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
    { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  ],
  due: { n: 3600, unit: 'SECOND' },
  onOverdue: 'APPROVE',
};

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(stages: Parameters<typeof wish>[]): Promise<OfficeCase> {
  const routeId = await publishRoute(db, { REVIEW: { stages: stages.map((one) => wish(...one)) } });
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

/** Nobody speaks in time on the seat of this person. */
async function timeOut(one: OfficeCase, login: string): Promise<void> {
  const { at } = await db.sql.one<{ at: Date }>(
    `UPDATE due_act d SET at = now() FROM task t, task_candidate c, account a
     WHERE d.case_id = $1 AND d.kind = 'DUE' AND d.state = 'PENDING' AND t.id = d.task_id AND c.task_id = t.id AND a.id = c.account_id AND a.login = $2
     RETURNING d.at`,
    [one.id, login],
  );
  await one.due(at);
}

const words = (one: OfficeCase) =>
  db.sql.rows<{ who: string | null; outcome: string }>(
    `SELECT a.login AS who, t.outcome FROM task t JOIN stage s ON s.id = t.stage_id AND s.state = 'OPEN' LEFT JOIN account a ON a.id = t.decided_by
     WHERE t.case_id = $1 AND t.state = 'DONE'`,
    [one.id],
  );

describe('the system’s word when nobody gave one in time', () => {
  it('is as final as a person’s: what it followed on is not taken back', async () => {
    const one = await given([
      ['check', { ...BOTH, mode: 'SEQUENCE' }],
      ['next', { after: ['check'] }],
    ]);
    const said = await one.approve(REVIEWER, 'check');
    await timeOut(one, LEADER);
    expect(await one.live()).toEqual(['next OPEN']);
    expect(await one.takeBack(REVIEWER, said)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('that ends a phase keeps earlier ones from being taken back out of the next', async () => {
    const routeId = await publishRoute(db, {
      REVIEW: { stages: [wish('check', { ...BOTH, mode: 'ALL' }), wish('beside')] },
      LEADER_APPROVAL: { stages: [wish('later')] },
    });
    const one = await givenCase(db, routeId);
    await one.open('REVIEW');
    const said = await one.approve(LEADER, 'beside');
    for (const login of [REVIEWER, LEADER]) await timeOut(one, login);
    await one.open('LEADER_APPROVAL');
    expect(await one.takeBack(LEADER, said)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('beside one’s own leaves that to be taken back', async () => {
    const one = await given([
      ['check', { ...BOTH, mode: 'ALL', settle: 'ALL_DECIDED' }],
      ['next', { after: ['check'] }],
    ]);
    await timeOut(one, LEADER);
    const said = await one.approve(REVIEWER, 'check');
    expect(await one.live()).toEqual(['next OPEN']);
    expect(await one.takeBack(REVIEWER, said)).toMatchObject({ code: 'DONE' });
    expect(await words(one)).toEqual([{ who: null, outcome: 'APPROVE' }]);
  });

  it('in a stage that a return opened keeps the return from being taken back', async () => {
    const city: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }], returnTo: ['check'] };
    const one = await given([
      ['check', { ...BOTH, mode: 'ALL' }],
      ['next', { ...city, after: ['check'] }],
    ]);
    for (const login of [REVIEWER, LEADER]) await timeOut(one, login);
    const sent = await one.decide(CITY_LEADER, 'next', { outcome: 'RETURN', returnTo: 'check', reason: '请复核' });
    await timeOut(one, LEADER);
    expect(await one.takeBack(CITY_LEADER, sent)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('stands when its stage stands again', async () => {
    const city: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }], returnTo: ['first'] };
    const one = await given([
      ['first', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] }],
      ['check', { ...BOTH, mode: 'ALL', after: ['first'] }],
      ['beside', { ...city, after: ['first'] }],
    ]);
    await one.approve(LEADER, 'first');
    await timeOut(one, LEADER);
    const sent = await one.decide(CITY_LEADER, 'beside', { outcome: 'RETURN', returnTo: 'first', reason: '请复核' });
    expect(await one.live()).toEqual(['first OPEN']);
    expect(await one.takeBack(CITY_LEADER, sent)).toMatchObject({ code: 'DONE' });
    expect(await words(one)).toEqual([{ who: null, outcome: 'APPROVE' }]);
  });
});
