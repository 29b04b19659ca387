import { createHash } from 'node:crypto';
import type { Database } from '../persistence/database.ts';

export interface AuditFault {
  readonly chain: string;
  readonly seq: number;
  readonly fault: 'HASH' | 'GAP' | 'COLUMNS' | 'HEAD' | 'ANCHOR';
}

interface EntryRow {
  chain: string;
  seq: number;
  action: string;
  actor_id: string | null;
  case_id: string | null;
  at: Date;
  payload: string;
  hash: string;
}

const PAGE = 5_000;

/** Recomputes every chain from its payload texts; an empty list means nothing was changed, dropped or put in (ORG-09). */
export async function verifyAudit({ sql }: Database): Promise<{ entries: number; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  let entries = 0;
  let previous: { chain: string; seq: number; hash: string } | undefined;
  const heads = new Map<string, { seq: number; hash: string }>();
  for (;;) {
    const page = await sql.rows<EntryRow>(
      `SELECT chain, seq, action, actor_id, case_id, at, payload, hash FROM audit_entry
       WHERE (chain, seq) > ($1, $2) ORDER BY chain, seq LIMIT ${PAGE}`,
      [previous?.chain ?? '', previous?.seq ?? 0],
    );
    for (const row of page) {
      const before = previous?.chain === row.chain ? previous : { chain: row.chain, seq: 0, hash: '' };
      const fault = faultOf(row, before);
      if (fault !== undefined) faults.push({ chain: row.chain, seq: row.seq, fault });
      previous = { chain: row.chain, seq: row.seq, hash: row.hash };
      heads.set(row.chain, { seq: row.seq, hash: row.hash });
    }
    entries += page.length;
    if (page.length < PAGE) break;
  }
  for (const head of await sql.rows<{ chain: string; seq: number; hash: string }>(
    'SELECT chain, seq, hash FROM audit_chain',
  )) {
    const last = heads.get(head.chain);
    if (last?.seq !== head.seq || last.hash !== head.hash)
      faults.push({ chain: head.chain, seq: head.seq, fault: 'HEAD' });
  }
  return { entries, faults };
}

function faultOf(row: EntryRow, before: { seq: number; hash: string }): AuditFault['fault'] | undefined {
  if (row.seq !== before.seq + 1) return 'GAP';
  const expected = createHash('sha256').update(`${before.hash}\n${row.seq}\n${row.payload}`).digest('hex');
  if (expected !== row.hash) return 'HASH';
  const told = JSON.parse(row.payload) as { action: string; actorId: string | null; caseId: string | null; at: string };
  const same =
    told.action === row.action &&
    told.actorId === row.actor_id &&
    told.caseId === row.case_id &&
    told.at === row.at.toISOString();
  return same ? undefined : 'COLUMNS';
}
