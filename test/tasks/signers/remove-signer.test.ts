import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { CITY_LEADER, givenCase, LEADER, noticesOf, publishRoute, REVIEWER, wish, type StageWish } from '../office.ts';
import { DAY, FINANCE, givenSigned, LEGAL, signedCase } from './signers-kit.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const BOTH: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
];

describe('removing an added signer 减签', () => {
  it('gives me my task back with what was left of its time, and tells them', async () => {
    const one = await givenSigned(db, { due: DAY });
    await one.add(LEADER, 'BEFORE', FINANCE);
    expect((await one.remove(LEADER, FINANCE)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer BEFORE CANCELED']);
    expect(await one.say(FINANCE, 'APPROVE')).toMatchObject({ code: 'SUPERSEDED' });
    expect(await noticesOf(db, one.id)).toContain(`SIGNER_REMOVED ${FINANCE}`);
    expect((await one.say(LEADER, 'APPROVE')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
    expect(await one.audit()).toContain('TASK_REMOVE_SIGNER');
  });

  it('changes nothing a second time, and the person can be asked again', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BESIDE', FINANCE);
    await one.remove(LEADER, FINANCE);
    const before = await one.audit();
    expect(await one.remove(LEADER, FINANCE)).toMatchObject({ code: 'DONE', body: { removed: [] } });
    expect(await one.audit()).toEqual(before);
    expect((await one.add(LEADER, 'BESIDE', FINANCE)).code).toBe('DONE');
  });

  it('is too late when they have spoken, and is not for strangers', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE);
    expect(await one.remove(CITY_LEADER, FINANCE)).toMatchObject({ code: 'NOT_YOURS' });
    expect(await one.remove(FINANCE, FINANCE)).toMatchObject({ code: 'NOT_YOURS' });
    await one.say(FINANCE, 'APPROVE');
    expect(await one.remove(LEADER, FINANCE)).toMatchObject({ code: 'SIGNER_HAS_SPOKEN' });
  });

  it('takes along whom they had added, unless one of those has spoken', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE);
    await one.add(FINANCE, 'BESIDE', LEGAL);
    expect(await one.remove(LEADER, FINANCE)).toMatchObject({ code: 'DONE' });
    expect(await one.seats()).toEqual([
      'leader CLAIMED',
      'finance-reviewer BEFORE CANCELED',
      'legal-reviewer BESIDE CANCELED',
    ]);
    await one.add(LEADER, 'BEFORE', FINANCE);
    await one.add(FINANCE, 'BEFORE', LEGAL);
    await one.say(LEGAL, 'APPROVE');
    expect(await one.remove(LEADER, FINANCE)).toMatchObject({ code: 'SIGNER_HAS_SPOKEN' });
  });

  it('ends the stage where nobody else is waited for', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'AFTER', FINANCE);
    await one.say(LEADER, 'APPROVE');
    expect((await one.remove(LEADER, FINANCE)).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('tells an approval that it brings about [ADM-06]', async () => {
    const routeId = await publishRoute(db, { LEADER_APPROVAL: { stages: [wish('a')] } });
    const started = await givenCase(db, routeId);
    await started.open('LEADER_APPROVAL');
    const one = signedCase(db, started);
    await one.add(LEADER, 'AFTER', FINANCE);
    await one.say(LEADER, 'APPROVE');
    await one.remove(LEADER, FINANCE);
    expect(await one.state()).toMatchObject({ phaseOutcome: 'APPROVED' });
    expect((await noticesOf(db, one.id)).some((word) => word.startsWith('APPLICATION_APPROVED'))).toBe(true);
  });

  it('is done as well by whoever has the task meanwhile', async () => {
    const one = await givenSigned(db, { approvers: BOTH });
    await one.add(LEADER, 'BESIDE', FINANCE);
    await one.release(LEADER, 'a');
    expect((await one.remove(REVIEWER, FINANCE)).code).toBe('DONE');
  });
});
