import type { Pool } from 'pg';
import { loadActor } from '../accounts/actor.ts';
import type { Act } from '../acts/act.ts';
import { runAct, type Performance, type PreparedPerformance } from '../acts/run-act.ts';
import { permissionsOf, type Actor } from '../domain/access/actor.ts';
import type { Permission } from '../domain/access/roles.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { isPostgresError, overPool, type Tx } from '../persistence/tx.ts';
import type { Batch, BatchItem } from './batch.ts';

/** What the items of one kind do. */
export interface BatchStep {
  /** What whoever ordered the batch must be permitted to when an item's turn comes. */
  readonly permission: Permission;
  perform(actor: Actor, batch: Batch, item: BatchItem): Performance | PreparedPerformance;
}

/** By the item's step. Put together in `src/processes`. */
export type BatchSteps = Readonly<Record<string, BatchStep>>;

/** The batch was canceled while the item waited for its lock: the transaction is undone as if it had never begun. */
class NoLongerWanted extends Error {
  override readonly name = 'NoLongerWanted';
}

/**
 * One item is one act of whoever ordered the batch, under the key `<batch>:<n>` (architecture §2). The item is marked done in the act's
 * own transaction; killed anywhere else, running it again finds the answer of its key. So it is done once, whoever runs it how often.
 */
export async function runItem(pool: Pool, steps: BatchSteps, batch: Batch, item: BatchItem): Promise<void> {
  const sql = overPool(pool);
  try {
    const answer = await perform(pool, steps, batch, item);
    if (answer.code !== 'DONE') await end(sql, batch, item, 'REFUSED', answer);
  } catch (error) {
    if (error instanceof NoLongerWanted) return;
    if (error instanceof Refusal) await end(sql, batch, item, 'REFUSED', { code: error.code, body: error.facts });
    else await putOff(sql, batch, item, error);
  }
}

async function perform(pool: Pool, steps: BatchSteps, batch: Batch, item: BatchItem) {
  const step = steps[item.step];
  if (step === undefined) throw new Error(`Nobody knows the step ${item.step}`);
  const actor = await loadActor(overPool(pool), batch.orderedBy);
  if (actor === undefined || !permissionsOf(actor).has(step.permission)) throw new Refusal('NOT_ALLOWED');
  const request = {
    actor,
    key: `${batch.id}:${item.n}`,
    hash: `batch:${batch.id}`,
    channel: 'bulk',
    caseId: item.taskId === null ? (item.caseId ?? undefined) : undefined,
    taskId: item.taskId ?? undefined,
  } as const;
  return runAct(pool, request, markingDone(step.perform(actor, batch, item), batch, item));
}

function markingDone(
  performance: Performance | PreparedPerformance,
  batch: Batch,
  item: BatchItem,
): PreparedPerformance {
  return {
    async prepare(tx) {
      const act = typeof performance === 'function' ? performance : await performance.prepare(tx);
      return async (running) => {
        const facts = await act(running);
        await markDone(running, batch, item, facts);
        return facts;
      };
    },
  };
}

async function markDone(act: Act, { id }: Batch, { n }: BatchItem, facts: Facts): Promise<void> {
  const marked = await act.tx.run(
    `UPDATE batch_item i SET state = 'DONE', code = 'DONE', facts = $3, ended_at = $4, retry_at = NULL,
            case_id = coalesce(i.case_id, (SELECT case_id FROM task WHERE id = i.task_id))
     WHERE batch_id = $1 AND n = $2 AND state = 'PENDING'`,
    [id, n, JSON.stringify(facts), act.now],
  );
  if (marked !== 1) throw new NoLongerWanted();
}

async function end(
  sql: Tx,
  { id }: Batch,
  { n }: BatchItem,
  state: 'REFUSED' | 'FAILED',
  { code, body }: { readonly code: string; readonly body: Facts },
): Promise<void> {
  await sql.run(
    `UPDATE batch_item SET state = $3, code = $4, facts = $5, ended_at = clock_timestamp(), retry_at = NULL
     WHERE batch_id = $1 AND n = $2 AND state = 'PENDING'`,
    [id, n, state, code, JSON.stringify(body)],
  );
}

/** Somebody else had the case for longer than an act waits, or the database had to choose between two acts: both pass. */
const PASSING = new Set(['55P03', '40P01', '40001', '57014']);
const TRIES = { passing: 10, other: 3 };

/** Tried again after 1 s, 2 s, 4 s … up to a minute; the other items go on meanwhile. */
async function putOff(sql: Tx, batch: Batch, item: BatchItem, error: unknown): Promise<void> {
  const isPassing = isPostgresError(error) && PASSING.has(error.code);
  const { attempts } = await sql.one<{ attempts: number }>(
    `UPDATE batch_item SET attempts = attempts + 1, retry_at = clock_timestamp() + least(power(2, least(attempts, 6)), 60) * interval '1 second'
     WHERE batch_id = $1 AND n = $2 RETURNING attempts`,
    [batch.id, item.n],
  );
  if (attempts < (isPassing ? TRIES.passing : TRIES.other)) return;
  await end(sql, batch, item, 'FAILED', { code: isPassing ? 'BUSY' : 'INTERNAL', body: {} });
}
