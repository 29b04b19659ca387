import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';
import type { Database } from '../persistence/database.ts';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import type { OutboxKey, OutboxRow } from '../acts/outbox.ts';
import { wakeUpdate, type CaseInput, type WakeMessage } from '../../workflows/case-messages.ts';

export type Delivery = 'DELIVERED' | 'RUN_ENDED';

/**
 * Tells a workflow one row. The update's id is the row's key, so telling twice is telling once; its answer comes after the next
 * phase is open. A workflow that is not there is started; one that has ended is reported.
 * @throws when the engine or a worker does not answer in `deadlineMs`.
 */
export async function tellEngine(
  client: Client,
  taskQueue: string,
  row: OutboxRow,
  deadlineMs: number,
): Promise<Delivery> {
  const options = { args: [messageOf(row)] as [WakeMessage], updateId: `${row.caseId}:${row.generation}:${row.n}` };
  return client.withDeadline(Date.now() + deadlineMs, async () => {
    if (row.kind === 'START') return start(client, taskQueue, row, options);
    try {
      await client.workflow.getHandle(row.workflowId).executeUpdate(wakeUpdate, options);
      return 'DELIVERED';
    } catch (error) {
      if (isGone(error)) return start(client, taskQueue, row, options);
      throw error;
    }
  });
}

async function start(
  client: Client,
  taskQueue: string,
  { workflowId, caseId, generation }: OutboxRow,
  options: { args: [WakeMessage]; updateId: string },
): Promise<Delivery> {
  const process = workflowId.slice(0, workflowId.indexOf(':'));
  const startWorkflowOperation = new WithStartWorkflowOperation<(input: CaseInput) => Promise<string>>(process, {
    workflowId,
    taskQueue,
    args: [{ caseId, generation }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
  try {
    await client.workflow.executeUpdateWithStart(wakeUpdate, { ...options, startWorkflowOperation });
    return 'DELIVERED';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError || isGone(error)) return 'RUN_ENDED';
    throw error;
  }
}

/** The run is not there, or closed between our asking and its answering. */
function isGone(error: unknown): boolean {
  if (error instanceof WorkflowNotFoundError) return true;
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === NOT_FOUND;
}

/** gRPC status codes. */
const NOT_FOUND = 5;

function messageOf({ seq, outcome, interrupt, nextAt }: OutboxRow): WakeMessage {
  return {
    ...(seq === null ? {} : { seq }),
    ...(outcome === null ? {} : { outcome }),
    ...(interrupt === null ? {} : { interrupt }),
    ...(nextAt === null ? {} : { nextAt: nextAt.toISOString() }),
  };
}

/**
 * Writes what became of a row. A run that has ended is done with when the case is closed or has gone on to a newer generation.
 * The commit waits for no disk: a mark that a crash takes away is made again, because telling twice is telling once.
 */
export async function settleRow({ pool, sql }: Database, key: OutboxKey, delivery: Delivery): Promise<boolean> {
  const settled = await inTransaction(pool, (tx) => {
    tx.send('SET LOCAL synchronous_commit = off');
    return tx.run(
      `UPDATE outbox o SET delivered_at = coalesce(o.delivered_at, now()), attempts = attempts + 1, last_error = NULL
       FROM "case" c WHERE c.id = o.case_id AND o.case_id = $1 AND o.generation = $2 AND o.n = $3
         AND ($4 = 'DELIVERED' OR c.closed_at IS NOT NULL OR c.generation > o.generation)`,
      [key.caseId, key.generation, key.n, delivery],
    );
  });
  if (settled === 0) await failRow(sql, key, delivery);
  return settled === 1;
}

/** Puts the next try off: 1 s, 2 s, 4 s … up to a minute. */
export async function failRow(sql: Tx, key: OutboxKey, error: string): Promise<void> {
  await sql.run(
    `UPDATE outbox SET attempts = attempts + 1, last_error = $4,
            leased_until = clock_timestamp() + least(power(2, least(attempts, 6)), 60) * interval '1 second'
     WHERE case_id = $1 AND generation = $2 AND n = $3 AND delivered_at IS NULL`,
    [key.caseId, key.generation, key.n, error.slice(0, 500)],
  );
}
