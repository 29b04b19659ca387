import { createHash } from 'node:crypto';
import type { Tx } from '../persistence/tx.ts';

/** What the anchor of a day says. */
export interface AnchorRow {
  /** Day in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly day: string;
  /** How many chains grew since the anchor before. */
  readonly chains: number;
  readonly headsHash: string;
  readonly hash: string;
}

/** The instant at which a day ends, in SQL; `day` is the placeholder of a date. */
export function endOfDay(day: string): string {
  return `((${day}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`;
}

/**
 * The heads that moved after the day of the anchor before (null: ever) and not after `day`. A head that did not move is under the
 * anchor of the day it last did, and anchors are chained, so each covers all heads without reading all of them.
 */
export async function readMovedHeads(
  tx: Tx,
  previousDay: string | null,
  day: string,
): Promise<{ chains: number; headsHash: string }> {
  return tx.one<{ chains: number; headsHash: string }>(
    `SELECT count(*)::int AS chains,
       encode(sha256(convert_to(coalesce(string_agg(chain || ' ' || seq || ' ' || hash, E'\\n' ORDER BY chain COLLATE "C"), ''), 'UTF8')), 'hex') AS "headsHash"
     FROM (
       SELECT DISTINCT ON (chain) chain, seq, hash FROM audit_entry
       WHERE at < ${endOfDay('$2')} AND ($1::date IS NULL OR at >= ${endOfDay('$1')})
       ORDER BY chain, seq DESC) AS head`,
    [previousDay, day],
  );
}

export function anchorHash(previousHash: string, anchor: Omit<AnchorRow, 'hash'>): string {
  const text = [previousHash, anchor.day, anchor.chains, anchor.headsHash].join('\n');
  return createHash('sha256').update(text).digest('hex');
}

export async function readAnchors(tx: Tx): Promise<AnchorRow[]> {
  return tx.rows<AnchorRow>('SELECT day, chains, heads_hash AS "headsHash", hash FROM audit_anchor ORDER BY day');
}
