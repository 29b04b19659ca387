import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../office.ts';

const OTHER = 'channel-manager.county-0101';
const FAR = '2999-01-01T00:00:00.000Z';
const COUNTY_REVIEW = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] as const;

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    REVIEW: { stages: [wish('check', { approvers: [...COUNTY_REVIEW], due: { n: 3600, unit: 'SECOND' } })] },
  });
  await db.sql.run(
    `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, 'CHANNEL_REVIEWER', u.id FROM account a, unit u
     WHERE a.login = $1 AND u.code = 'county-0101'`,
    [OTHER],
  );
});
beforeEach(async () => {
  await db.asOwner(`UPDATE account SET state = 'ACTIVE' WHERE login = $1`, [REVIEWER]);
  await setRoleEnd('NULL');
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function setRoleEnd(end: string): Promise<void> {
  await db.asOwner(
    `UPDATE role_assignment SET valid_from = '2026-01-01', valid_to = ${end}
     WHERE role = 'CHANNEL_REVIEWER' AND account_id = (SELECT id FROM account WHERE login = $1)`,
    [REVIEWER],
  );
}

const GONE = {
  'was disabled': () => db.asOwner(`UPDATE account SET state = 'DISABLED' WHERE login = $1`, [REVIEWER]),
  'lost the role': () => setRoleEnd(`now() - interval '1 second'`),
} as const;
const WAYS = ['was disabled', 'lost the role'] as const;

async function claimed(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  expect(await one.claim(REVIEWER, 'check')).toMatchObject({ code: 'DONE' });
  return one;
}

describe('a claimed task', () => {
  it('is nobody else’s while its holder is there', async () => {
    const one = await claimed();

    expect(await one.claim(OTHER, 'check')).toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect(await one.approve(OTHER, 'check')).toMatchObject({ code: 'NOT_HOLDER', body: { claimed: true } });
  });

  it.each(WAYS)('whose holder %s goes to the candidate who claims it, and not back', async (way) => {
    const one = await claimed();
    const { assigneeId: gone } = await one.task('check');
    await GONE[way]();

    expect(await one.claim(OTHER, 'check')).toMatchObject({ code: 'DONE', body: { state: 'CLAIMED' } });
    expect((await one.task('check')).assigneeId).not.toBe(gone);
    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.release(REVIEWER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.approve(OTHER, 'check')).toMatchObject({ code: 'DONE', body: { phaseOutcome: 'APPROVED' } });
    expect((await one.audit()).slice(-3)).toEqual(['TASK_CLAIM', 'TASK_CLAIM', 'TASK_APPROVE']);
  });

  it.each(WAYS)('whose holder %s is decided by a candidate who did not claim it', async (way) => {
    const one = await claimed();
    await GONE[way]();

    expect(await one.approve(OTHER, 'check')).toMatchObject({ code: 'DONE' });
  });

  it('is not decided by its holder once the role is lost, nor by somebody who was never a candidate', async () => {
    const one = await claimed();
    await GONE['lost the role']();

    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.claim(LEADER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('[NTF-03] that is overdue is decided by the superior it came to, although somebody holds it', async () => {
    const one = await claimed();
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'NOT_HOLDER', body: { claimed: true } });

    await one.due(FAR);

    expect(await one.approve(OTHER, 'check')).toMatchObject({ code: 'NOT_HOLDER', body: { claimed: true } });
    expect(await one.approve(LEADER, 'check')).toMatchObject({ code: 'DONE' });
    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'ALREADY_DECIDED' });
  });
});
