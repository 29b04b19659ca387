import { describe, expect, it } from '@jest/globals';
import { idsOf } from '../../src/figures/period.ts';
import { openTestDatabase } from '../support/database.ts';

describe('the ids of a period', () => {
  it('hold every id made in it, and none of another day', async () => {
    const db = await openTestDatabase();
    const { id, before, after } = await db.sql.one<{ id: string; before: string; after: string }>(
      `SELECT uuidv7() AS id, uuidv7(interval '-2 days') AS before, uuidv7(interval '2 days') AS after`,
    );
    await db.close();
    const now = Date.now();
    const { first, last } = idsOf({ from: new Date(now - 60_000), before: new Date(now + 60_000) });
    expect([before < first, first < id, id < last, last < after]).toEqual([true, true, true, true]);
  });

  it('begin with the first id there is', () => {
    expect(idsOf({ from: new Date(0), before: new Date(0) }).first).toBe('00000000-0000-0000-0000-000000000000');
  });
});
