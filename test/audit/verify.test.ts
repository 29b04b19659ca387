import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit, verifyChain } from '../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addEntry, forge, givenChain, tamper } from './chains.ts';

const AT = new Date('2026-03-04T02:00:00.000Z');
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

describe('verifyAudit', () => {
  it('counts entries and chains and finds nothing in an untouched audit', async () => {
    const before = await verifyAudit(db);
    await givenChain(db, 3, AT);
    await givenChain(db, 2, AT);
    expect(await verifyAudit(db)).toMatchObject({ entries: before.entries + 5, chains: before.chains + 2, faults: [] });
  });

  it('finds no fault while entries are being appended', async () => {
    const chain = await givenChain(db, 1, AT);
    const writing = Promise.all(Array.from({ length: 60 }, () => addEntry(db, chain, AT)));
    const verified = await Promise.all(Array.from({ length: 5 }, () => verifyAudit(db)));
    await writing;
    expect(verified.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('reads more entries than one page holds', async () => {
    const chain = await givenChain(db, 1, AT);
    await db.sql.run(
      `SELECT audit_append(jsonb_agg(jsonb_build_object('chain', $1::text, 'at', e.at, 'actorKind', e.actor_kind, 'channel', e.channel,
         'action', e.action, 'caseId', e.case_id, 'reasonCode', e.reason_code, 'subject', e.subject, 'payload', e.payload)))
       FROM audit_entry e, generate_series(1, 4500) WHERE e.chain = $1`,
      [chain],
    );
    expect(await verifyChain(db, chain)).toEqual({ entries: 4501, chains: 1, faults: [] });
  });
});

describe('verifyChain finds what the owner of the tables does behind disabled triggers:', () => {
  const tampered = async (entries: number, sql: string) => {
    const chain = await givenChain(db, entries, AT);
    await tamper(db, sql, [chain]);
    const { faults } = await verifyChain(db, chain);
    expect((await verifyAudit(db)).faults).toEqual(expect.arrayContaining([...faults]));
    return faults.map(({ seq, fault }) => `${seq} ${fault}`);
  };

  it('a changed payload', async () => {
    const change = `UPDATE audit_entry SET payload = replace(payload, 'TESTED', 'HIDDEN') WHERE chain = $1 AND seq = 2`;
    expect(await tampered(3, change)).toEqual(['2 HASH']);
  });

  it.each([
    ['at', `at + interval '1 day'`],
    ['actor_id', 'uuidv7()'],
    ['actor_kind', `'PERSON'`],
    ['on_behalf_of', 'uuidv7()'],
    ['channel', `'web'`],
    ['action', `'OTHER'`],
    ['reason_code', 'NULL'],
    ['case_id', 'uuidv7()'],
    ['unit_id', 'uuidv7()'],
    ['subject', `'test:2'`],
  ])('a changed column %s beside the payload', async (column, value) => {
    expect(await tampered(3, `UPDATE audit_entry SET ${column} = ${value} WHERE chain = $1 AND seq = 2`)).toEqual([
      '2 COLUMNS',
    ]);
  });

  it('an entry cut out of the middle', async () => {
    expect(await tampered(4, 'DELETE FROM audit_entry WHERE chain = $1 AND seq = 2')).toContain('3 GAP');
  });

  it('the first entry cut off', async () => {
    expect(await tampered(3, 'DELETE FROM audit_entry WHERE chain = $1 AND seq = 1')).toContain('2 GAP');
  });

  it('the last entry cut off', async () => {
    expect(await tampered(3, 'DELETE FROM audit_entry WHERE chain = $1 AND seq = 3')).toEqual(['3 HEAD']);
  });

  it('all entries cut off', async () => {
    expect(await tampered(3, 'DELETE FROM audit_entry WHERE chain = $1')).toEqual(['3 HEAD']);
  });

  it('a head cut off', async () => {
    expect(await tampered(3, 'DELETE FROM audit_chain WHERE chain = $1')).toEqual(['3 HEAD']);
  });

  it('an entry renumbered to close a gap', async () => {
    const chain = await givenChain(db, 3, AT);
    await tamper(db, 'DELETE FROM audit_entry WHERE chain = $1 AND seq = 2', [chain]);
    await tamper(db, 'UPDATE audit_entry SET seq = 2 WHERE chain = $1 AND seq = 3', [chain]);
    expect((await verifyChain(db, chain)).faults).toContainEqual({ chain, seq: 2, fault: 'HASH' });
  });

  it('a payload that is no longer an entry, although its hash fits', async () => {
    const change = `UPDATE audit_entry SET payload = 'gone',
      hash = encode(sha256(convert_to(E'\\n1\\ngone', 'UTF8')), 'hex') WHERE chain = $1 AND seq = 1`;
    expect(await tampered(1, change)).toEqual(['1 COLUMNS', '1 HEAD']);
  });

  it('but not a whole chain rewritten with fitting hashes, for which there are anchors', async () => {
    const chain = await givenChain(db, 3, AT);
    await forge(db, chain, 2);
    expect((await verifyChain(db, chain)).faults).toEqual([]);
  });
});
