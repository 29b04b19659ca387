import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../persistence/database.ts';
import { tellBegun } from '../substitution/tell-begun.ts';
import { OUTBOX_COLUMNS, type OutboxRow } from '../acts/outbox.ts';
import { failRow, settleRow, tellEngine } from './deliver.ts';
import { startBatches } from './start-batches.ts';
import { startReplans } from './start-replans.ts';
import { wakeStuckPhases } from './stuck-phases.ts';

const SWEEP_MS = 1_000;
const SLOW_SWEEP_MS = 15_000;
const BATCH = 50;
const DEADLINE_MS = 10_000;

export interface Relay {
  /** One sweep; how many rows it took. Tests and the loop call the same. */
  sweep(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Delivers what the API could not: rows nobody holds a lease on, oldest first, a case's start before its wakes.
 * Several relays may run; SKIP LOCKED and the lease keep them apart, and no lock is held over a call.
 */
export function startRelay({
  db,
  client,
  taskQueue,
  log,
}: {
  db: Database;
  client: Client;
  taskQueue: string;
  log: Logger;
}): Relay {
  let stopped = false;
  let lastSlowSweep = 0;
  let wakeUp: () => void = () => undefined;

  async function sweep(): Promise<number> {
    const rows = await db.sql.rows<OutboxRow>(
      `UPDATE outbox SET leased_until = clock_timestamp() + interval '15 seconds'
       WHERE (case_id, generation, n) IN (
         SELECT o.case_id, o.generation, o.n FROM outbox o
         WHERE o.delivered_at IS NULL AND o.leased_until < clock_timestamp()
           AND NOT EXISTS (SELECT FROM outbox s WHERE s.case_id = o.case_id AND s.generation = o.generation AND s.kind = 'START'
                             AND s.delivered_at IS NULL AND s.n <> o.n)
         ORDER BY o.created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING ${OUTBOX_COLUMNS}`,
    );
    await Promise.all(rows.map(deliver));
    return rows.length;
  }

  async function deliver(row: OutboxRow): Promise<void> {
    try {
      await settleRow(db, row, await tellEngine(client, taskQueue, row, DEADLINE_MS));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ caseId: row.caseId, n: row.n, reason: reason.slice(0, 200) }, 'outbox row not delivered');
      await failRow(db.sql, row, reason).catch(() => undefined);
    }
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      try {
        const taken = await sweep();
        await startBatches(db.sql, client, taskQueue);
        await startReplans(db.sql, client, taskQueue);
        if (Date.now() - lastSlowSweep > SLOW_SWEEP_MS) {
          lastSlowSweep = Date.now();
          await wakeStuckPhases(db.pool);
          await tellBegun(db.pool);
        }
        if (taken === BATCH) continue;
      } catch (error) {
        log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'relay sweep failed');
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, SWEEP_MS);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = loop();
  return {
    sweep,
    async stop() {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
