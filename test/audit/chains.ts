import { createHash, randomUUID } from 'node:crypto';
import { appendAudit, type AuditRecord } from '../../src/audit/append.ts';
import { inTransaction } from '../../src/persistence/tx.ts';
import type { TestDatabase } from '../support/database.ts';

/** A chain of its own with so many entries, one minute apart, the first at `at`. */
export async function givenChain(db: TestDatabase, entries: number, at: Date): Promise<AuditRecord['chain']> {
  const chain = `case:${randomUUID()}` as const;
  for (let n = 0; n < entries; n += 1) await addEntry(db, chain, new Date(at.getTime() + n * 60_000));
  return chain;
}

export async function addEntry(db: TestDatabase, chain: AuditRecord['chain'], at: Date): Promise<void> {
  const record: AuditRecord = {
    chain,
    at,
    actor: { id: null, kind: 'SYSTEM' },
    channel: 'system',
    action: 'TESTED',
    caseId: chain.slice('case:'.length),
    reasonCode: 'BECAUSE',
    subject: 'test:1',
    after: { state: 'TESTED' },
  };
  await inTransaction(db.pool, (tx) => {
    appendAudit(tx, [record]);
    return Promise.resolve();
  });
}

/** What only the owner of the tables can do, once the triggers are out of the way. */
export async function tamper(db: TestDatabase, sql: string, values: readonly unknown[] = []): Promise<void> {
  await db.asOwner('ALTER TABLE audit_entry DISABLE TRIGGER USER');
  await db.asOwner('ALTER TABLE audit_anchor DISABLE TRIGGER USER');
  await db.asOwner(sql, values);
  await db.asOwner('ALTER TABLE audit_entry ENABLE TRIGGER USER');
  await db.asOwner('ALTER TABLE audit_anchor ENABLE TRIGGER USER');
}

/** Rewrites a chain from one entry on, with new payloads, fitting hashes and a fitting head: the best a forger can do. */
export async function forge(db: TestDatabase, chain: string, fromSeq: number): Promise<void> {
  const rows = await db.sql.rows<{ seq: number; payload: string; hash: string }>(
    'SELECT seq, payload, hash FROM audit_entry WHERE chain = $1 ORDER BY seq',
    [chain],
  );
  let hash = rows.find(({ seq }) => seq === fromSeq - 1)?.hash ?? '';
  for (const row of rows.filter(({ seq }) => seq >= fromSeq)) {
    const payload = row.payload.replace('"after":{"state":"TESTED"}', '"after":{"state":"FORGED"}');
    hash = createHash('sha256').update(`${hash}\n${row.seq}\n${payload}`).digest('hex');
    await tamper(db, 'UPDATE audit_entry SET payload = $3, hash = $4 WHERE chain = $1 AND seq = $2', [
      chain,
      row.seq,
      payload,
      hash,
    ]);
  }
  await tamper(db, 'UPDATE audit_chain SET hash = $2 WHERE chain = $1', [chain, hash]);
}
