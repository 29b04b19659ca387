import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenChain } from './chains.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
  await givenChain(db, 2, new Date('2026-03-04T02:00:00.000Z'));
  await db.sql.run(`INSERT INTO audit_anchor (day, chains, heads_hash, hash) VALUES ('2020-01-01', 0, '', '')`);
});
afterAll(async () => {
  await db.close();
});

const INSERT_ENTRY = `INSERT INTO audit_entry (chain, seq, at, actor_kind, channel, action, payload, hash)
  VALUES ('case:x', 1, now(), 'SYSTEM', 'system', 'FORGED', '{}', '')`;

describe('[ORG-09] the role of the application', () => {
  it.each([
    INSERT_ENTRY,
    `UPDATE audit_entry SET action = 'FORGED'`,
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    `INSERT INTO audit_chain (chain, seq, hash) VALUES ('case:x', 0, '')`,
    `UPDATE audit_chain SET hash = ''`,
    'DELETE FROM audit_chain',
    'TRUNCATE audit_chain',
    `UPDATE audit_anchor SET hash = 'x'`,
    'DELETE FROM audit_anchor',
    'TRUNCATE audit_anchor',
    'ALTER TABLE audit_entry DISABLE TRIGGER ALL',
    'DROP TABLE audit_entry',
    `CREATE OR REPLACE FUNCTION audit_append(entries jsonb) RETURNS void LANGUAGE sql AS 'SELECT'`,
  ])('may not %s', async (sql) => {
    const before = await count();
    await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
    expect(await count()).toEqual(before);
  });
});

describe('the owner of the tables', () => {
  it.each([
    `UPDATE audit_entry SET action = 'FORGED'`,
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    `UPDATE audit_anchor SET hash = 'x'`,
    'DELETE FROM audit_anchor',
    'TRUNCATE audit_anchor',
  ])('is refused %s by the trigger', async (sql) => {
    const before = await count();
    await expect(db.asOwner(sql)).rejects.toThrow('AUDIT_IS_APPEND_ONLY');
    expect(await count()).toEqual(before);
  });
});

function count() {
  return db.sql.one<{ entries: number; heads: number; anchors: number; forged: number }>(
    `SELECT (SELECT count(*) FROM audit_entry) AS entries, (SELECT count(*) FROM audit_chain) AS heads,
       (SELECT count(*) FROM audit_anchor) AS anchors, (SELECT count(*) FROM audit_entry WHERE action = 'FORGED') AS forged`,
  );
}
