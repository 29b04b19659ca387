import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  CITY_LEADER,
  givenCase,
  LEADER,
  noticesOf,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
} from '../../tasks/office.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

/** The county's reviewers and leaders read what was decided. */
async function given(): Promise<OfficeCase> {
  const stages = [
    wish('a', {
      copyTo: [
        { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
        { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
      ],
    }),
    wish('b', { after: ['a'], approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] }),
  ];
  const one = await givenCase(db, await publishRoute(db, { REVIEW: { stages } }));
  await one.open('REVIEW');
  return one;
}

async function copies({ id }: OfficeCase): Promise<string[]> {
  const rows = await db.sql.rows<{ word: string }>(
    `SELECT a.login || ' ' || y.stage_key || coalesce(' by ' || y.sent_by, '') || CASE WHEN y.revoked_at IS NULL THEN '' ELSE ' revoked' END AS word
     FROM case_copy y JOIN account a ON a.id = y.account_id WHERE y.case_id = $1 ORDER BY y.id`,
    [id],
  );
  return rows.map(({ word }) => word);
}

describe('what a route copies 抄送节点', () => {
  it.each(['APPROVE', 'REJECT'] as const)(
    'is sent when the stage ends with %s, by the system, to others than its decider',
    async (outcome) => {
      const one = await given();
      expect(await copies(one)).toEqual([]);
      await one.decide(LEADER, 'a', { outcome, reason: '同意' });
      expect(await copies(one)).toEqual([`${REVIEWER} a`]);
      expect(await noticesOf(db, one.id)).toContain(`CASE_COPIED ${REVIEWER}`);
      expect(await one.audit()).toContain('STAGE_COPIED');
    },
  );

  it('goes with the decision that is taken back, as far as it is unread', async () => {
    const one = await given();
    const decided = await one.approve(LEADER, 'a');
    expect((await one.takeBack(LEADER, decided)).code).toBe('DONE');
    expect(await copies(one)).toEqual([`${REVIEWER} a revoked`]);
    await one.approve(LEADER, 'a');
    expect(await copies(one)).toEqual([`${REVIEWER} a revoked`, `${REVIEWER} a`]);
  });

  it('stays with whoever has read it', async () => {
    const one = await given();
    const decided = await one.approve(LEADER, 'a');
    await db.sql.run('UPDATE case_copy SET read_at = now() WHERE case_id = $1', [one.id]);
    await one.takeBack(LEADER, decided);
    expect(await copies(one)).toEqual([`${REVIEWER} a`]);
    const sight = await db.sql.rows(`SELECT FROM case_participant WHERE case_id = $1 AND kind = 'COPIED'`, [one.id]);
    expect(sight).toHaveLength(1);
  });

  it('holds up nothing where nobody is found, and nothing of the other stages', async () => {
    const one = await given();
    await db.sql.run(
      `UPDATE role_assignment SET valid_to = now() WHERE role = 'CHANNEL_REVIEWER' AND valid_to IS NULL
         AND account_id IN (SELECT id FROM account WHERE login = $1)`,
      [REVIEWER],
    );
    await one.approve(LEADER, 'a');
    expect(await copies(one)).toEqual([]);
    expect(await one.live()).toEqual(['b OPEN']);
    await one.approve(CITY_LEADER, 'b');
    expect(await copies(one)).toEqual([]);
  });
});
