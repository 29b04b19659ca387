import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../src/audit/verify.ts';
import { closeCase } from '../../src/processes/close-case.ts';
import { interruptCase } from '../../src/tasks/operations/interrupt.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, LEADER, noticesOf, OWNER, publishRoute, wish, type OfficeCase } from '../tasks/office.ts';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    LEADER_APPROVAL: { stages: [wish('first', { due: { n: 60, unit: 'SECOND' } }), wish('beside')] },
  });
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await db.sql.run(
    `INSERT INTO application (case_id, company_id, channel_type, site_name, site_address)
     SELECT id, company_id, 'AGENT', '营业点', id::text FROM "case" WHERE id = $1`,
    [one.id],
  );
  await one.open('LEADER_APPROVAL');
  return one;
}

const close = (one: OfficeCase, outcome: string, generation = 1) =>
  closeCase(db.pool, { caseId: one.id, generation, seq: 1, outcome });
const withdraw = (one: OfficeCase) => one.act(OWNER, (act) => interruptCase(act, one.id, 'WITHDRAWN', 'BY_APPLICANT'));

describe('closeCase', () => {
  it.each([
    ['REJECTED', 'APPLICATION_REJECTED'],
    ['EXPIRED', 'APPLICATION_EXPIRED'],
  ])('ends a case %s: nothing stays open, the applicant is told', async (outcome, event) => {
    const one = await given();

    expect(await close(one, outcome)).toBe(outcome);

    expect(await one.state()).toMatchObject({ state: outcome, phaseOutcome: outcome });
    expect(await one.live()).toEqual([]);
    expect(await db.sql.rows(`SELECT FROM due_act WHERE case_id = $1 AND state = 'PENDING'`, [one.id])).toEqual([]);
    expect(await noticesOf(db, one.id)).toContain(`${event} ${OWNER}`);
    expect(await one.approve(LEADER, 'first')).toMatchObject({ code: 'CASE_CLOSED' });
  });

  it('called twice and at the same time as itself closes once and says the same end', async () => {
    const one = await given();

    const ends = await Promise.all(Array.from({ length: 5 }, () => close(one, 'REJECTED')));
    ends.push(await close(one, 'EXPIRED'));

    expect(ends).toEqual(Array(6).fill('REJECTED'));
    expect((await one.audit()).filter((action) => action === 'CASE_CLOSED')).toHaveLength(1);
    const told = (await noticesOf(db, one.id)).filter((word) => word === `APPLICATION_REJECTED ${OWNER}`);
    expect(told).toHaveLength(1);
  });

  it('does nothing for another generation of the case', async () => {
    const one = await given();

    expect(await close(one, 'REJECTED', 2)).toBe('LEADER_APPROVAL');
    expect(await one.live()).toEqual(['beside OPEN', 'first OPEN']);
  });

  it('gives a withdrawal that came first the last word, whatever the phase came to', async () => {
    const one = await given();
    expect(await withdraw(one)).toMatchObject({ code: 'DONE', body: { state: 'CLOSING' } });
    expect(await one.approve(LEADER, 'first')).toMatchObject({ code: 'CASE_CLOSING', body: { by: 'WITHDRAWN' } });
    expect(await withdraw(one)).toMatchObject({ code: 'CASE_CLOSING', body: { by: 'WITHDRAWN' } });

    expect(await close(one, 'ACTIVE')).toBe('WITHDRAWN');

    expect(await noticesOf(db, one.id)).toContain(`APPLICATION_WITHDRAWN ${OWNER}`);
    expect(await db.sql.rows('SELECT FROM channel WHERE case_id = $1', [one.id])).toEqual([]);
    expect(await withdraw(one)).toMatchObject({ code: 'CASE_CLOSED' });
  });

  it('refuses an end that no admission has, so that the step shows as stuck', async () => {
    const one = await given();

    await expect(close(one, 'RETURN_TO_NOWHERE')).rejects.toThrow('cannot end');
    expect(await one.live()).toEqual(['beside OPEN', 'first OPEN']);
  });
});
