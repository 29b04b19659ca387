import type { Tx } from '../persistence/tx.ts';
import { anchorHash, readAnchors, readMovedHeads } from './anchor-hash.ts';
import { anchorLine } from './anchor-log.ts';

export interface AnchorFault {
  readonly day: string;
  /** ANCHOR: the chains of that time are not what was anchored. ANCHOR_LOG: the copy outside the database says something else. */
  readonly fault: 'ANCHOR' | 'ANCHOR_LOG';
}

export interface AnchorsVerified {
  readonly anchors: number;
  readonly faults: readonly AnchorFault[];
}

/**
 * Recomputes each anchor from the entries of its time, and compares it with the copy outside the database (undefined: not at hand).
 * Whoever rewrites a chain to the end with fitting hashes is found here.
 */
export async function verifyAnchors(tx: Tx, log: ReadonlyMap<string, string> | undefined): Promise<AnchorsVerified> {
  const faults: AnchorFault[] = [];
  const anchors = await readAnchors(tx);
  let previous: { day: string; hash: string } | undefined;
  for (const anchor of anchors) {
    const heads = await readMovedHeads(tx, previous?.day ?? null, anchor.day);
    const expected = anchorHash(previous?.hash ?? '', { day: anchor.day, ...heads });
    if (expected !== anchor.hash || heads.headsHash !== anchor.headsHash || heads.chains !== anchor.chains) {
      faults.push({ day: anchor.day, fault: 'ANCHOR' });
    }
    previous = anchor;
  }
  if (log !== undefined) {
    const kept = new Map(anchors.map((anchor) => [anchor.day, anchorLine(anchor)]));
    const days = [...new Set([...kept.keys(), ...log.keys()])].sort();
    faults.push(
      ...days.filter((day) => kept.get(day) !== log.get(day)).map((day) => ({ day, fault: 'ANCHOR_LOG' as const })),
    );
  }
  return { anchors: anchors.length, faults };
}
