import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Act } from '../../src/acts/act.ts';
import { findAnswer, runAct, type ActRequest } from '../../src/acts/run-act.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actorOf, LEADER } from '../tasks/office.ts';

let db: TestDatabase;
let request: ActRequest;
beforeAll(async () => {
  db = await openTestDatabase();
  request = { actor: await actorOf(db, LEADER), key: randomUUID(), hash: 'hash', channel: 'api' };
});
afterAll(async () => {
  await db.close();
});

describe('an act that finds nothing to act on', () => {
  it('leaves its key free: the same call does what it asks once the thing is there', async () => {
    const code = `unit-${randomUUID()}`;
    const touch = async (act: Act) => {
      const found = await act.tx.run(`UPDATE unit SET version = version + 1 WHERE code = $1`, [code]);
      if (found === 0) throw new Refusal('NOT_FOUND');
      return { found };
    };

    await expect(runAct(db.pool, request, touch)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await findAnswer(db.sql, request)).toBeUndefined();
    expect(await db.sql.rows('SELECT FROM request WHERE key = $1', [request.key])).toEqual([]);
    await db.asOwner(`UPDATE unit SET code = $1 WHERE code = 'county-0101'`, [code]);

    expect(await runAct(db.pool, request, touch)).toMatchObject({ code: 'DONE', body: { found: 1 }, repeated: false });
  });
});
