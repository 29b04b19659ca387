import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorOf, givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../office.ts';

const SECOND_LEADER = 'channel-manager.county-0101';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, { REVIEW: { stages: [wish('check'), wish('beside')] } });
  await db.sql.run(
    `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, 'LEADER', u.id FROM account a, unit u
     WHERE a.login = $1 AND u.code = 'county-0101'`,
    [SECOND_LEADER],
  );
});
afterAll(async () => {
  await db.close();
});

async function given(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

describe('a claim', () => {
  it('takes the task out of the pool for one person, and a release puts it back', async () => {
    const one = await given();

    expect(await one.claim(LEADER, 'check')).toMatchObject({ code: 'DONE', body: { state: 'CLAIMED' } });
    expect(await one.task('check')).toMatchObject({ state: 'CLAIMED' });
    expect(await one.claim(SECOND_LEADER, 'check')).toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect(await one.release(LEADER, 'check')).toMatchObject({ code: 'DONE', body: { state: 'OPEN' } });
    expect(await one.claim(SECOND_LEADER, 'check')).toMatchObject({ code: 'DONE' });
    expect((await one.audit()).slice(-3)).toEqual(['TASK_CLAIM', 'TASK_RELEASE', 'TASK_CLAIM']);
  });

  it('repeated by its holder changes nothing', async () => {
    const one = await given();
    await one.claim(LEADER, 'check');
    const before = await one.audit();

    expect(await one.claim(LEADER, 'check')).toMatchObject({ code: 'DONE', body: { state: 'CLAIMED' } });
    expect(await one.audit()).toEqual(before);
  });

  it('of one task by both candidates at once is won by one', async () => {
    const one = await given();

    const answers = await Promise.all([one.claim(LEADER, 'check'), one.claim(SECOND_LEADER, 'check')]);

    expect(answers.map(({ code }) => code).sort()).toEqual(['ALREADY_CLAIMED', 'DONE']);
  });

  it('is refused to whoever is no candidate, free or taken', async () => {
    const one = await given();
    await one.claim(LEADER, 'beside');

    expect(await one.claim(REVIEWER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect(await one.claim(REVIEWER, 'beside')).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('stands against the others whom the route names one by one', async () => {
    const named = await Promise.all(
      [LEADER, REVIEWER].map(async (login) => ({ kind: 'PERSON', account: (await actorOf(db, login)).id }) as const),
    );
    const one = await givenCase(db, await publishRoute(db, { REVIEW: { stages: [wish('a', { approvers: named })] } }));
    await one.open('REVIEW');
    await one.claim(LEADER, 'a');

    expect(await one.claim(REVIEWER, 'a')).toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect(await one.approve(REVIEWER, 'a')).toMatchObject({ code: 'NOT_HOLDER', body: { claimed: true } });
    expect(await one.approve(LEADER, 'a')).toMatchObject({ code: 'DONE' });
  });

  it('is refused once the task is decided', async () => {
    const one = await given();
    await one.approve(LEADER, 'check');

    expect(await one.claim(SECOND_LEADER, 'check')).toMatchObject({ code: 'ALREADY_DECIDED' });
  });
});

describe('a release', () => {
  it('of what nobody holds is refused', async () => {
    const one = await given();

    expect(await one.release(LEADER, 'check')).toMatchObject({ code: 'NOT_CLAIMED' });
  });

  it('of what somebody else holds is refused', async () => {
    const one = await given();
    await one.claim(LEADER, 'check');

    expect(await one.release(SECOND_LEADER, 'check')).toMatchObject({ code: 'NOT_HOLDER', body: { claimed: true } });
  });
});
