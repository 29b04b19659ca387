import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { webhooksPolicy } from '../../prisma/seed-data/process-policies.ts';
import { forgetDeliveries } from '../../src/webhooks/forget-deliveries.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, LEADER, publishRoute, wish } from '../tasks/office.ts';
import { deliveriesOf, givenWebhook } from './outside.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

it('forgets deliveries once they are older than the policy keeps them, and removed webhooks after their last', async () => {
  const hook = await givenWebhook(db, 'https://oa.example/', ['task.opened', 'task.claimed']);
  const one = await givenCase(db, await publishRoute(db, { LEADER_APPROVAL: { stages: [wish('county')] } }));
  await one.open('LEADER_APPROVAL');
  await one.claim(LEADER, 'county');
  const [{ at: older }, { at: newer }] = (await db.sql.rows<{ at: Date }>(
    'SELECT created_at AS at FROM webhook_delivery ORDER BY seq',
  )) as [{ at: Date }, { at: Date }];
  const kept = webhooksPolicy.keepDays * 24 * 60 * 60_000;
  expect(newer.getTime()).toBeGreaterThan(older.getTime());

  expect(await forgetDeliveries(db.sql, new Date(older.getTime() + kept))).toBe(0);
  expect(await forgetDeliveries(db.sql, new Date(older.getTime() + kept + 1))).toBe(1);
  expect((await deliveriesOf(db, hook)).map(({ event }) => event)).toEqual(['task.claimed']);
  await db.sql.run(`UPDATE webhook SET state = 'REMOVED'`);
  const left = () => db.sql.rows('SELECT id FROM webhook');
  await forgetDeliveries(db.sql, new Date(older.getTime() + kept + 1));
  expect(await left()).toHaveLength(1);
  expect(await forgetDeliveries(db.sql, new Date(newer.getTime() + kept + 1))).toBe(1);
  expect(await left()).toEqual([]);
});
