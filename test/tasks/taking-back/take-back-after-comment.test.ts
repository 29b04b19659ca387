import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorOf, CITY_LEADER, givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../office.ts';

const CITY = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] as const;
const BOTH = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
] as const;

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('county'),
        wish('city', { after: ['county'], approvers: [...CITY] }),
        wish('turns', { approvers: [...BOTH], mode: 'SEQUENCE' }),
      ],
    },
  });
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

/** As somebody would write it on that task. */
async function comment(one: OfficeCase, login: string, taskId: string): Promise<string> {
  const { id } = await actorOf(db, login);
  const commentId = randomUUID();
  await db.sql.run(
    `INSERT INTO comment (id, case_id, stage_id, task_id, kind, audience, side, author_id, body, created_at)
     SELECT $1, $2, stage_id, id, 'COMMENT', 'OFFICE', 'OFFICE', $3, '请稍候', now() FROM task WHERE id = $4`,
    [commentId, one.id, id, taskId],
  );
  return commentId;
}

describe('taking back a decision 撤回', () => {
  it('is too late once somebody has commented on what it opened', async () => {
    const one = await given();
    const decided = await one.approve(LEADER, 'county');
    await comment(one, CITY_LEADER, (await one.task('city')).id);
    expect(await one.takeBack(LEADER, decided)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('is not hindered by words that were taken back, that are one’s own, or that stand elsewhere', async () => {
    const one = await given();
    const decided = await one.approve(LEADER, 'county');
    const city = (await one.task('city')).id;
    const withdrawn = await comment(one, CITY_LEADER, city);
    await db.sql.run('UPDATE comment SET withdrawn_at = now() WHERE id = $1', [withdrawn]);
    await comment(one, LEADER, city);
    await comment(one, REVIEWER, (await one.task('turns')).id);
    expect((await one.takeBack(LEADER, decided)).code).toBe('DONE');
  });

  it('is too late once whoever comes after in a sequence has commented on their turn', async () => {
    const one = await given();
    const first = await one.task('turns');
    const decided = await one.decide(LEADER, 'turns', { outcome: 'APPROVE' });
    expect(decided.code).toBe('DONE');
    const { id } = await db.sql.one<{ id: string }>(`SELECT id FROM task WHERE stage_id = $1 AND state = 'OPEN'`, [
      first.stageId,
    ]);
    const commentId = await comment(one, CITY_LEADER, id);
    expect(await one.takeBack(LEADER, decided)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
    await db.sql.run('UPDATE comment SET withdrawn_at = now() WHERE id = $1', [commentId]);
    expect((await one.takeBack(LEADER, decided)).code).toBe('DONE');
  });
});
