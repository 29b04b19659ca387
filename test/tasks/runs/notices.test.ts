import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeCase } from '../../../src/processes/close-case.ts';
import { interruptCase } from '../../../src/tasks/operations/interrupt.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { givenCase, LEADER, noticesOf, OWNER, publishRoute, REVIEWER, wish, type OfficeCase } from '../office.ts';

const OTHER = 'channel-manager.county-0101';
const OPERATOR = 'operator.0001@example.com';
const COUNTY_REVIEW = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] as const;

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('first'),
        wish('check', { after: ['first'], approvers: [...COUNTY_REVIEW], returnTo: ['applicant'] }),
        wish('again', { after: ['check'], approvers: [...COUNTY_REVIEW] }),
      ],
    },
  });
  await db.sql.run(
    `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, 'CHANNEL_REVIEWER', u.id FROM account a, unit u
     WHERE a.login = $1 AND u.code = 'county-0101'`,
    [OTHER],
  );
});
afterAll(async () => {
  await db.close();
});

async function inReview(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  await one.approve(LEADER, 'first');
  return one;
}

/** Who was told of it, as often as they were. */
async function told(one: OfficeCase, event: string): Promise<string[]> {
  const words = (await noticesOf(db, one.id)).filter((word) => word.startsWith(`${event} `));
  return words.map((word) => word.slice(event.length + 1)).sort();
}

const withdraw = (one: OfficeCase) => one.act(OWNER, (act) => interruptCase(act, one.id, 'WITHDRAWN', 'BY_APPLICANT'));

describe('a supplement', () => {
  it('is told once to whoever returned the case, while the whole pool hears of the task', async () => {
    const one = await inReview();
    await one.decide(REVIEWER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(await told(one, 'SUPPLEMENT_RECEIVED')).toEqual([]);

    await one.supplement(OWNER, []);

    expect(await told(one, 'SUPPLEMENT_RECEIVED')).toEqual([REVIEWER]);
    expect(await told(one, 'TASK_OPENED')).toEqual([OTHER, OTHER, REVIEWER, REVIEWER, LEADER].sort());
  });
});

describe('a withdrawal', () => {
  it('is told once each to those who could take the task, to who decided before, and to the applicant at the end', async () => {
    const one = await inReview();

    await withdraw(one);
    expect(await told(one, 'APPLICATION_WITHDRAWN')).toEqual([OTHER, REVIEWER, LEADER].sort());
    await closeCase(db.pool, { caseId: one.id, generation: 1, seq: 1, outcome: 'WITHDRAWN' });

    expect(await told(one, 'APPLICATION_WITHDRAWN')).toEqual([OTHER, REVIEWER, LEADER, OWNER, OPERATOR].sort());
  });

  it('is told to the one who claimed the task, not to the others of its pool', async () => {
    const one = await inReview();
    await one.claim(OTHER, 'check');

    await withdraw(one);

    expect(await told(one, 'APPLICATION_WITHDRAWN')).toEqual([OTHER, LEADER].sort());
  });

  it('is told once to somebody who decided before and may take the task now', async () => {
    const one = await inReview();
    await one.approve(REVIEWER, 'check');

    await withdraw(one);

    expect(await told(one, 'APPLICATION_WITHDRAWN')).toEqual([OTHER, REVIEWER, LEADER].sort());
  });
});
