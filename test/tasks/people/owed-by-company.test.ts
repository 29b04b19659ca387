import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { givenCase, LEADER, noticesOf, OWNER, publishRoute, wish, type OfficeCase } from '../office.ts';

const OPERATOR = 'operator.0001@example.com';
const SIGNER = 'signer.0001@example.com';
const ADMINISTRATOR = 'administrator.province';
const PARTNER = [{ kind: 'COMPANY', role: 'SIGNER' }] as const;

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    SIGNING: { stages: [wish('partner_sign', { approvers: [...PARTNER], form: 'SIGNATURE', outcomes: ['SIGN'] })] },
    REVIEW: { stages: [wish('check', { returnTo: ['applicant'] })] },
  });
});
beforeEach(async () => {
  await employ(OWNER, OPERATOR, SIGNER);
});
afterAll(async () => {
  await db.close();
});

async function leave(...logins: string[]): Promise<void> {
  await setEnd(logins, `now() - interval '1 second'`);
}

async function employ(...logins: string[]): Promise<void> {
  await setEnd(logins, 'NULL');
}

async function setEnd(logins: readonly string[], end: string): Promise<void> {
  await db.asOwner(
    `UPDATE company_member SET valid_from = '2026-01-01', valid_to = ${end}
     WHERE account_id IN (SELECT id FROM account WHERE login = ANY($1))`,
    [logins],
  );
}

async function opened(phase: string): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open(phase);
  return one;
}

/** In words: `ROLE LEADER`, `COMPANY SIGNER`. */
async function offersOf(one: OfficeCase, key: string): Promise<string[]> {
  const { id } = await one.task(key);
  const rows = await db.sql.rows<{ word: string }>(
    `SELECT kind || ' ' || role AS word FROM task_candidate WHERE task_id = $1 ORDER BY 1`,
    [id],
  );
  return rows.map(({ word }) => word);
}

describe('the signature of a company without a signer', () => {
  it('waits for the company, whose owners and operators are told, and nobody of the staff is asked', async () => {
    await leave(SIGNER);
    const one = await opened('SIGNING');

    expect(await offersOf(one, 'partner_sign')).toEqual(['COMPANY SIGNER']);
    expect(await one.task('partner_sign')).toMatchObject({ state: 'OPEN', assigneeId: null, supervisorId: null });
    expect((await noticesOf(db, one.id)).sort()).toEqual([`CONTRACT_TO_SIGN ${OPERATOR}`, `CONTRACT_TO_SIGN ${OWNER}`]);
    expect(await one.audit()).toContain('NOBODY_FOUND');
  });

  it('is refused to administrators and to members who do not sign, and given by a signer named later', async () => {
    await leave(SIGNER);
    const one = await opened('SIGNING');

    for (const login of [ADMINISTRATOR, LEADER, OWNER]) {
      expect(await one.decide(login, 'partner_sign', { outcome: 'SIGN' })).toMatchObject({ code: 'NOT_HOLDER' });
      expect(await one.claim(login, 'partner_sign')).toMatchObject({ code: 'NOT_HOLDER' });
    }
    expect(await one.live()).toEqual(['partner_sign OPEN']);
    await employ(SIGNER);

    expect(await one.decide(SIGNER, 'partner_sign', { outcome: 'SIGN' })).toMatchObject({
      code: 'DONE',
      body: { phaseOutcome: 'APPROVED' },
    });
  });
});

describe('the supplement of a company without an owner or operator', () => {
  it('waits for the company and never goes to staff', async () => {
    await leave(OWNER, OPERATOR);
    const one = await opened('REVIEW');
    await one.decide(LEADER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });

    expect(await offersOf(one, 'supplement')).toEqual(['COMPANY OPERATOR', 'COMPANY OWNER']);
    for (const login of [ADMINISTRATOR, LEADER, SIGNER]) {
      expect(await one.supplement(login, [])).toMatchObject({ code: 'NOT_HOLDER' });
    }
    await employ(OPERATOR);

    expect(await one.supplement(OPERATOR, [])).toMatchObject({ code: 'DONE' });
  });
});
