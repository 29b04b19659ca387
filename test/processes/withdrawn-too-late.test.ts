import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeCase } from '../../src/processes/close-case.ts';
import { interruptCase, type Interrupt } from '../../src/tasks/operations/interrupt.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, LEADER, noticesOf, OWNER, publishRoute, wish, type OfficeCase } from '../tasks/office.ts';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, { LEADER_APPROVAL: { stages: [wish('first')] } });
});
afterAll(async () => {
  await db.close();
});

async function refused(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await db.sql.run(
    `INSERT INTO application (case_id, company_id, channel_type, site_name, site_address)
     SELECT id, company_id, 'AGENT', '营业点', id::text FROM "case" WHERE id = $1`,
    [one.id],
  );
  await one.open('LEADER_APPROVAL');
  expect(await one.decide(LEADER, 'first', { outcome: 'REJECT', reasonCode: 'NOT_QUALIFIED' })).toMatchObject({
    body: { phaseOutcome: 'REJECTED' },
  });
  return one;
}

const interrupt = (one: OfficeCase, how: Interrupt) =>
  one.act(OWNER, (act) => interruptCase(act, one.id, how, 'BY_APPLICANT'));

describe('a refusal on record', () => {
  it.each(['WITHDRAWN', 'CANCELED'] as const)(
    '[ADM-06] is not undone when the case is %s before the engine closes it',
    async (how) => {
      const one = await refused();
      const before = await one.audit();

      expect(await interrupt(one, how)).toMatchObject({ code: 'CASE_CLOSING', body: { by: 'REJECTED' } });
      expect(await one.audit()).toEqual(before);
      const end = await closeCase(db.pool, { caseId: one.id, generation: 1, seq: 1, outcome: 'REJECTED' });

      expect(end).toBe('REJECTED');
      expect(await one.state()).toMatchObject({ state: 'REJECTED', phaseOutcome: 'REJECTED' });
      const { from } = await db.sql.one<{ from: Date | null }>(
        'SELECT reapply_from AS "from" FROM application WHERE case_id = $1',
        [one.id],
      );
      expect(from).toBeInstanceOf(Date);
      const told = (await noticesOf(db, one.id)).filter((word) => word.endsWith(` ${OWNER}`));
      expect(told).toEqual([`APPLICATION_REJECTED ${OWNER}`]);
    },
  );
});
