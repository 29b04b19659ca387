import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { CITY_LEADER, LEADER, REVIEWER, type StageWish } from '../../office.ts';
import { askedOf, given, idOf } from './people.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

const COUNTY: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] };
const FROM = [
  { kind: 'HEAD' as const, unit: 'CITY' as const },
  { kind: 'HEAD' as const, unit: 'PROVINCE' as const },
];
const CHOSEN: StageWish = { after: ['s0'], approvers: [{ kind: 'CHOSEN_AT', stage: 's0', from: FROM, atMost: 2 }] };

async function ids(...logins: string[]): Promise<string[]> {
  return Promise.all(logins.map(async (login) => idOf(db, login)));
}

describe('people chosen by the previous approver', () => {
  it('decide the stage, and nobody else does', async () => {
    const one = await given(db, COUNTY, CHOSEN);
    const next = { s1: await ids('leader.province') };
    expect((await one.decide(LEADER, 's0', { outcome: 'APPROVE', next })).code).toBe('DONE');
    expect(await askedOf(db, one, 's1')).toEqual(['leader.province']);
    expect(await one.approve(CITY_LEADER, 's1')).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('sit in the order they were chosen', async () => {
    const one = await given(db, COUNTY, { ...CHOSEN, mode: 'SEQUENCE' });
    await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s1: await ids('leader.province', CITY_LEADER) } });
    expect(await askedOf(db, one, 's1')).toEqual(['leader.province']);
  });

  it('have to be chosen, out of those offered; nothing of a refused approval stays', async () => {
    const one = await given(db, COUNTY, CHOSEN);
    expect(await one.approve(LEADER, 's0')).toMatchObject({ code: 'CHOICE_MISSING', body: { stage: 's1' } });
    const wrong = await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s1: await ids(REVIEWER) } });
    expect(wrong).toMatchObject({ code: 'CHOICE_NOT_POSSIBLE', body: { reasonCode: 'NOT_OFFERED' } });
    expect(await one.live()).toEqual(['s0 OPEN']);
    expect((await one.decide(LEADER, 's0', { outcome: 'REJECT', reason: '不符合条件' })).code).toBe('DONE');
  });

  it('are chosen anew after the word was taken back', async () => {
    const one = await given(db, COUNTY, CHOSEN);
    const first = await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s1: await ids('leader.province') } });
    expect((await one.takeBack(LEADER, first)).code).toBe('DONE');
    expect(await one.approve(LEADER, 's0')).toMatchObject({ code: 'CHOICE_MISSING' });
    await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s1: await ids(CITY_LEADER) } });
    expect(await askedOf(db, one, 's1')).toEqual([CITY_LEADER]);
  });

  it('are those of the last time after a return', async () => {
    const one = await given(db, COUNTY, { ...CHOSEN, returnTo: ['s0'] });
    await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s1: await ids('leader.province') } });
    await one.decide('leader.province', 's1', { outcome: 'RETURN', returnTo: 's0', reason: '请复核' });
    await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s1: await ids(CITY_LEADER) } });
    expect(await askedOf(db, one, 's1')).toEqual([CITY_LEADER]);
  });

  it('are never the chooser where the route keeps both apart', async () => {
    const from = [{ kind: 'ROLE' as const, role: 'LEADER' as const, unit: 'COUNTY' as const }];
    const approvers = [{ kind: 'CHOSEN_AT' as const, stage: 's0', from }];
    const one = await given(db, COUNTY, { after: ['s0'], excludes: ['s0'], approvers });
    const own = await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s1: await ids(LEADER) } });
    expect(own).toMatchObject({ code: 'CHOICE_NOT_POSSIBLE' });
  });

  it('give way to the fallback when they have left by the time the stage opens', async () => {
    const one = await given(
      db,
      COUNTY,
      { ...COUNTY, approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] },
      {
        ...CHOSEN,
        after: ['s0', 's1'],
        fallback: [{ kind: 'HEAD', unit: 'OWN' }],
      },
    );
    await one.decide(LEADER, 's0', { outcome: 'APPROVE', next: { s2: await ids('leader.province') } });
    await db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE login = 'leader.province'`);
    await one.approve(REVIEWER, 's1');
    expect(await askedOf(db, one, 's2')).toEqual([LEADER]);
    await db.sql.run(`UPDATE account SET state = 'ACTIVE' WHERE login = 'leader.province'`);
  });
});
