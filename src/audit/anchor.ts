import type { Database } from '../persistence/database.ts';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import { anchorHash, endOfDay, readAnchors, readMovedHeads, type AnchorRow } from './anchor-hash.ts';
import { anchorLogPath, appendAnchorLines } from './anchor-log.ts';

/** Longer than any transaction lives: an act that began before midnight has written its entries by then. */
const SETTLED = `interval '5 minutes'`;

/** One anchor at a time, in all processes. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('audit_anchor'))`;

/**
 * Anchors all heads as they stood at the end of `day` (Asia/Shanghai), in the database and in `<dataDir>/audit-anchors.log` (ORG-09).
 * May be repeated: a day that has its anchor, or lies before the last one, keeps what it has; lines the file lacks are added.
 * @throws Error while the day is not over
 */
export async function writeAnchor(db: Database, dataDir: string, day: string): Promise<AnchorRow | undefined> {
  const anchors = await inTransaction(db.pool, async (tx) => {
    await tx.run(LOCK);
    await assertSettled(tx, day);
    const before = await readAnchors(tx);
    const last = before.at(-1);
    if (last !== undefined && last.day >= day) return before;
    return [...before, await insertAnchor(tx, last, day)];
  });
  await appendAnchorLines(anchorLogPath(dataDir), anchors);
  return anchors.find((anchor) => anchor.day === day);
}

/** The last day that is over and settled. */
export async function lastSettledDay(sql: Tx): Promise<string> {
  const { day } = await sql.one<{ day: string }>(
    `SELECT ((now() - ${SETTLED}) AT TIME ZONE 'Asia/Shanghai')::date - 1 AS day`,
  );
  return day;
}

async function assertSettled(tx: Tx, day: string): Promise<void> {
  const { settled } = await tx.one<{ settled: boolean }>(
    `SELECT clock_timestamp() >= ${endOfDay('$1')} + ${SETTLED} AS settled`,
    [day],
  );
  if (!settled) throw new Error(`${day} is not over yet`);
}

async function insertAnchor(tx: Tx, last: AnchorRow | undefined, day: string): Promise<AnchorRow> {
  const heads = await readMovedHeads(tx, last?.day ?? null, day);
  const anchor = { day, ...heads, hash: anchorHash(last?.hash ?? '', { day, ...heads }) };
  await tx.run('INSERT INTO audit_anchor (day, chains, heads_hash, hash) VALUES ($1, $2, $3, $4)', [
    day,
    anchor.chains,
    anchor.headsHash,
    anchor.hash,
  ]);
  return anchor;
}
