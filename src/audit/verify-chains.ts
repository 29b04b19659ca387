import { createHash } from 'node:crypto';
import type { Tx } from '../persistence/tx.ts';

export interface ChainFault {
  readonly chain: string;
  readonly seq: number;
  /** HASH: not what was hashed. GAP: an entry before it is gone. COLUMNS: filed under something else than was hashed. HEAD: the end is gone. */
  readonly fault: 'HASH' | 'GAP' | 'COLUMNS' | 'HEAD';
}

export interface ChainsVerified {
  readonly entries: number;
  readonly chains: number;
  readonly faults: readonly ChainFault[];
}

interface EntryRow {
  readonly chain: string;
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorKind: string;
  readonly onBehalfOf: string | null;
  readonly channel: string;
  readonly action: string;
  readonly reasonCode: string | null;
  readonly caseId: string | null;
  readonly unitId: string | null;
  readonly subject: string | null;
  readonly payload: string;
  readonly hash: string;
}

interface Head {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

const PAGE = 2_000;
const ENTRIES = `SELECT chain, seq, at, actor_id AS "actorId", actor_kind AS "actorKind", on_behalf_of AS "onBehalfOf", channel, action,
    reason_code AS "reasonCode", case_id AS "caseId", unit_id AS "unitId", subject, payload, hash
  FROM audit_entry WHERE (chain, seq) > ($1, $2) AND ($3::text IS NULL OR chain = $3) ORDER BY chain, seq LIMIT ${PAGE}`;

/**
 * Recomputes chains from their payload texts: all of them, or the one named. The transaction has to be one snapshot, because heads are
 * read after entries.
 */
export async function verifyChains(tx: Tx, chain?: string): Promise<ChainsVerified> {
  const faults: ChainFault[] = [];
  const ends = new Map<string, Head>();
  let entries = 0;
  let last: Head = { chain: '', seq: 0, hash: '' };
  for (;;) {
    const page = await tx.rows<EntryRow>(ENTRIES, [last.chain, last.seq, chain ?? null]);
    for (const entry of page) {
      const before = last.chain === entry.chain ? last : { chain: entry.chain, seq: 0, hash: '' };
      const fault = faultOf(entry, before);
      if (fault !== undefined) faults.push({ chain: entry.chain, seq: entry.seq, fault });
      last = { chain: entry.chain, seq: entry.seq, hash: entry.hash };
      ends.set(entry.chain, last);
    }
    entries += page.length;
    if (page.length < PAGE) break;
  }
  faults.push(...(await headFaults(tx, ends, chain)));
  return { entries, chains: ends.size, faults };
}

function faultOf(entry: EntryRow, before: Head): ChainFault['fault'] | undefined {
  if (entry.seq !== before.seq + 1) return 'GAP';
  const expected = createHash('sha256').update(`${before.hash}\n${entry.seq}\n${entry.payload}`).digest('hex');
  if (expected !== entry.hash) return 'HASH';
  return columnsOf(entry) === hashedColumns(entry.payload) ? undefined : 'COLUMNS';
}

const COLUMNS = [
  'chain',
  'at',
  'actorId',
  'actorKind',
  'onBehalfOf',
  'channel',
  'action',
  'reasonCode',
  'caseId',
  'unitId',
  'subject',
] as const;

function columnsOf(entry: EntryRow): string {
  return JSON.stringify(COLUMNS.map((name) => (name === 'at' ? entry.at.toISOString() : entry[name])));
}

/** Undefined for a text that is no entry; then nothing equals it. */
function hashedColumns(payload: string): string | undefined {
  try {
    const told: unknown = JSON.parse(payload);
    if (typeof told !== 'object' || told === null) return undefined;
    const values = new Map<string, unknown>(Object.entries(told));
    return JSON.stringify(COLUMNS.map((name) => values.get(name)));
  } catch {
    return undefined;
  }
}

/** The head row is written with each entry; one that differs from the last entry, or is missing, shows what was cut off. */
async function headFaults(tx: Tx, ends: ReadonlyMap<string, Head>, chain?: string): Promise<ChainFault[]> {
  const faults: ChainFault[] = [];
  const headless = new Map(ends);
  const heads = await tx.rows<Head>(
    'SELECT chain, seq, hash FROM audit_chain WHERE $1::text IS NULL OR chain = $1 ORDER BY chain',
    [chain ?? null],
  );
  for (const head of heads) {
    const end = ends.get(head.chain);
    headless.delete(head.chain);
    if (end?.seq !== head.seq || end.hash !== head.hash)
      faults.push({ chain: head.chain, seq: head.seq, fault: 'HEAD' });
  }
  for (const end of headless.values()) faults.push({ chain: end.chain, seq: end.seq, fault: 'HEAD' });
  return faults;
}
