import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeOutbox, type Wake } from '../../src/acts/outbox.ts';
import { inTransaction } from '../../src/persistence/tx.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, publishRoute, wish } from '../tasks/office.ts';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  routeId = await publishRoute(db, { REVIEW: { stages: [wish('a')] } });
});
afterAll(async () => {
  await db.close();
});

const write = (...wakes: Wake[]) => inTransaction(db.pool, (tx) => writeOutbox(tx, wakes));

describe('the outbox', () => {
  it('numbers what a workflow has to be told, beginning with its start', async () => {
    const { id: caseId } = await givenCase(db, routeId);

    expect(await write({ caseId, kind: 'START' })).toMatchObject([{ caseId, generation: 1, n: 0 }]);
    expect(await write({ caseId, kind: 'WAKE' }, { caseId, kind: 'WAKE' })).toMatchObject([
      { caseId, generation: 1, n: 1 },
      { caseId, generation: 1, n: 2 },
    ]);
    expect(await db.sql.rows('SELECT DISTINCT workflow_id AS id FROM outbox WHERE case_id = $1', [caseId])).toEqual([
      { id: `admission:${caseId}:1` },
    ]);
  });

  it('begins the numbers anew with another generation, under another workflow', async () => {
    const { id: caseId } = await givenCase(db, routeId);
    await write({ caseId, kind: 'START' }, { caseId, kind: 'WAKE' });
    await db.sql.run('UPDATE "case" SET generation = 2 WHERE id = $1', [caseId]);

    expect(await write({ caseId, kind: 'START' }, { caseId, kind: 'WAKE' })).toMatchObject([
      { caseId, generation: 2, n: 0 },
      { caseId, generation: 2, n: 1 },
    ]);
    expect(
      await db.sql.rows('SELECT workflow_id AS id FROM outbox WHERE case_id = $1 AND generation = 2', [caseId]),
    ).toEqual([{ id: `admission:${caseId}:2` }, { id: `admission:${caseId}:2` }]);
  });

  it('says of a wake that its start has not been delivered', async () => {
    const { id: caseId } = await givenCase(db, routeId);
    expect(await write({ caseId, kind: 'START' }, { caseId, kind: 'WAKE' })).toMatchObject([
      { n: 0, started: true },
      { n: 1, started: false },
    ]);
    await db.sql.run('UPDATE outbox SET delivered_at = now() WHERE case_id = $1', [caseId]);
    expect(await write({ caseId, kind: 'WAKE' })).toMatchObject([{ n: 2, started: true }]);
  });

  it('is born leased to the API, and undelivered', async () => {
    const { id: caseId } = await givenCase(db, routeId);
    await write({ caseId, kind: 'WAKE' });

    expect(
      await db.sql.one(
        `SELECT delivered_at AS "deliveredAt", leased_until > created_at + interval '2 seconds' AND leased_until <= clock_timestamp() + interval '3 seconds' AS leased
         FROM outbox WHERE case_id = $1`,
        [caseId],
      ),
    ).toEqual({ deliveredAt: null, leased: true });
  });

  it('keeps the instant that a wake tells as the one the workflow is armed for', async () => {
    const given = await givenCase(db, routeId);
    const nextAt = new Date('2030-01-01T00:00:00.000Z');

    await write({ caseId: given.id, kind: 'WAKE', nextAt });
    expect(await given.state()).toMatchObject({ armedAt: nextAt });
    await write({ caseId: given.id, kind: 'WAKE', seq: 1, outcome: 'APPROVED' });
    expect(await given.state()).toMatchObject({ armedAt: nextAt });
  });

  it('goes with its transaction', async () => {
    const { id: caseId } = await givenCase(db, routeId);

    await expect(
      inTransaction(db.pool, async (tx) => {
        await writeOutbox(tx, [{ caseId, kind: 'WAKE' }]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await write({ caseId, kind: 'WAKE' })).toMatchObject([{ caseId, generation: 1, n: 1 }]);
  });
});
