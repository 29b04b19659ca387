import { Client, Connection } from '@temporalio/client';
import { OUTBOX_COLUMNS, STARTED, type FreshRow, type OutboxKey } from '../acts/outbox.ts';
import type { Config } from '../config.ts';
import type { Database } from '../persistence/database.ts';
import { settleRow, tellEngine } from './deliver.ts';

/** The engine as the API sees it: it can be told what an act left in the outbox. */
export interface Engine {
  /** True when every row is delivered and the next phase is visible; false when that is still to come. Never throws. */
  deliver(keys: readonly (OutboxKey | FreshRow)[]): Promise<boolean>;
  /** For readiness and health. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Architecture §2: the person waits at most this long for the next phase, then the relay goes on. */
const DIRECT_DEADLINE_MS = 2_000;
/** After a failure the API leaves the engine alone for this long, so that people do not wait in turn for one that is away. */
const SKIP_AFTER_FAILURE_MS = 5_000;

/** Connects lazily: the API answers people while the engine is away. */
export function createEngine({ temporal }: Pick<Config, 'temporal'>, db: Database): Engine {
  const connection = Connection.lazy({ address: temporal.address, connectTimeout: DIRECT_DEADLINE_MS });
  const client = new Client({ connection, namespace: temporal.namespace });
  const { sql } = db;
  let skipUntil = 0;
  const calls = new Set<Promise<unknown>>();

  function tracked<Result>(call: Promise<Result>): Promise<Result> {
    calls.add(call);
    const done = () => calls.delete(call);
    call.then(done, done);
    return call;
  }

  async function readRow({ caseId, generation, n }: OutboxKey): Promise<FreshRow | undefined> {
    return sql.maybe<FreshRow & { started: boolean }>(
      `SELECT ${OUTBOX_COLUMNS}, ${STARTED} FROM outbox o WHERE case_id = $1 AND generation = $2 AND n = $3`,
      [caseId, generation, n],
    );
  }

  async function deliverOne(key: OutboxKey | FreshRow): Promise<boolean> {
    const row = 'workflowId' in key ? key : await readRow(key);
    if (row === undefined || row.deliveredAt !== null) return row !== undefined;
    // No wake goes out before its start; the relay keeps that order.
    if (!row.started || Date.now() < skipUntil) return false;
    try {
      const delivery = await tellEngine(client, temporal.taskQueue, row, DIRECT_DEADLINE_MS);
      return await settleRow(db, key, delivery);
    } catch {
      skipUntil = Date.now() + SKIP_AFTER_FAILURE_MS;
      return false;
    }
  }

  return {
    async deliver(keys) {
      let all = true;
      for (const key of keys) all = (await tracked(deliverOne(key)).catch(() => false)) && all;
      return all;
    },
    async reachable() {
      return tracked(
        connection.withDeadline(Date.now() + 1_000, () => connection.workflowService.getSystemInfo({})),
      ).then(
        () => true,
        () => false,
      );
    },
    async close() {
      // A channel that is closed under a call that still retries throws from the client's own timer.
      await Promise.allSettled(calls);
      await connection.close();
    },
  };
}
