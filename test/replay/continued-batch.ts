import { Client, Connection } from '@temporalio/client';
import { startWorker, type RunningWorker } from '../../src/worker.ts';
import { batchIn, orderDecision } from '../batches/office-batch.ts';
import { startApi } from '../support/api.ts';
import { setting } from '../support/database.ts';
import { COUNTY_LEADER, eventually } from '../support/line.ts';
import { randomUUID } from 'node:crypto';
import { writeHistory } from './histories.ts';

/** A batch of one round that its worker leaves unfinished: the history that ends so, and the one in which the next worker goes on. */
export async function recordContinued(): Promise<void> {
  const api = await startApi();
  const { address, namespace, taskQueue } = api.config.temporal;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const start = (): Promise<RunningWorker> =>
    startWorker(api.config, { workflowBundle: { codePath: setting('TEST_WORKFLOW_BUNDLE') } });
  try {
    const batchId = await orderDecision(api.db, COUNTY_LEADER, [randomUUID()]);
    await api.db.sql.run(`UPDATE batch_item SET retry_at = now() + interval '1 hour' WHERE batch_id = $1`, [batchId]);
    await api.db.sql.run(`UPDATE batch SET start_at = now() + interval '1 hour' WHERE id = $1`, [batchId]);
    const workflowId = `batch:${batchId}`;
    const first = await client.workflow.start('batch', { workflowId, taskQueue, args: [{ batchId, rounds: 1 }] });
    const worker = await start();
    await eventually('the batch to run', async () =>
      (await batchIn(api.db, batchId)).state === 'RUNNING' ? true : undefined,
    );
    await worker.close();
    await api.db.sql.run('UPDATE batch_item SET retry_at = NULL WHERE batch_id = $1', [batchId]);
    const next = await start();
    try {
      const handle = client.workflow.getHandle(workflowId);
      await handle.result();
      writeHistory(
        'batch-continued',
        await client.workflow.getHandle(workflowId, first.firstExecutionRunId).fetchHistory(),
      );
      writeHistory('batch-going-on', await handle.fetchHistory());
    } finally {
      await next.close();
    }
  } finally {
    await connection.close();
    await api.close();
  }
  console.log('batch-continued, batch-going-on');
}
