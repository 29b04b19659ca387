import type { Pool } from 'pg';
import type { Database } from '../persistence/database.ts';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import { anchorLogPath, readAnchorLog } from './anchor-log.ts';
import { verifyAnchors, type AnchorFault } from './verify-anchors.ts';
import { verifyChains, type ChainFault, type ChainsVerified } from './verify-chains.ts';

export type AuditFault = ChainFault | AnchorFault;

export interface AuditVerified {
  readonly entries: number;
  readonly chains: number;
  readonly anchors: number;
  /** Whether the copy outside the database was at hand to compare with. */
  readonly outsideCopy: boolean;
  readonly faults: readonly AuditFault[];
}

/**
 * Recomputes every chain and every anchor; no faults means that nothing anchored was changed, dropped or put in, and that nothing
 * since shows it was (ORG-09). `dataDir` is where the copy of the anchors lies; without it only the database is asked.
 */
export async function verifyAudit({ pool }: Pick<Database, 'pool'>, dataDir?: string): Promise<AuditVerified> {
  const log = dataDir === undefined ? undefined : await readAnchorLog(anchorLogPath(dataDir));
  return inSnapshot(pool, async (tx) => {
    const chains = await verifyChains(tx);
    const anchors = await verifyAnchors(tx, log);
    return {
      entries: chains.entries,
      chains: chains.chains,
      anchors: anchors.anchors,
      outsideCopy: log !== undefined,
      faults: [...chains.faults, ...anchors.faults],
    };
  });
}

/** One chain alone, such as `case:<id>`. */
export async function verifyChain({ pool }: Pick<Database, 'pool'>, chain: string): Promise<ChainsVerified> {
  return inSnapshot(pool, (tx) => verifyChains(tx, chain));
}

/** Acts go on while this reads; without one snapshot their entries and heads would be seen apart and look like faults. */
function inSnapshot<Result>(pool: Pool, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return inTransaction(pool, async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return work(tx);
  });
}
