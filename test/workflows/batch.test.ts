import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBatches } from '../../src/temporal/start-batches.ts';
import { startWorker, type RunningWorker } from '../../src/worker.ts';
import { batchIn, codesOf, orderDecision } from '../batches/office-batch.ts';
import { Client, Connection } from '@temporalio/client';
import { startApi, type TestApi } from '../support/api.ts';
import { setting } from '../support/database.ts';
import { eventually, expectDone } from '../support/line.ts';
import { givenCase, LEADER, publishRoute, wish, type OfficeCase } from '../tasks/office.ts';

let api: TestApi;
let connection: Connection;
let client: Client;
let routeId: string;
beforeAll(async () => {
  api = await startApi();
  const { address, namespace } = api.config.temporal;
  connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
  routeId = await publishRoute(api.db, {
    REVIEW: { stages: [wish('a', { bulk: true }), wish('b', { after: ['a'] })] },
  });
}, 120_000);
afterAll(async () => {
  await connection.close();
  await api.close();
});

async function givenMany(count: number): Promise<{ cases: OfficeCase[]; taskIds: string[] }> {
  const cases: OfficeCase[] = [];
  for (let n = 0; n < count; n += 1) {
    const one = await givenCase(api.db, routeId);
    await one.open('REVIEW');
    cases.push(one);
  }
  return { cases, taskIds: await Promise.all(cases.map(async (one) => (await one.task('a')).id)) };
}

const over = (batchId: string) =>
  eventually('the end of the batch', async () => {
    const { state } = await batchIn(api.db, batchId);
    return state === 'DONE' || state === 'CANCELED' ? state : undefined;
  });

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('the workflow of a batch on a worker %s', (_title, maxCachedWorkflows) => {
  const start = (): Promise<RunningWorker> =>
    startWorker(api.config, {
      ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
      workflowBundle: { codePath: setting('TEST_WORKFLOW_BUNDLE') },
    });

  it('peers 4: is started for what was ordered while nobody was there, and does it to its end', async () => {
    const { cases, taskIds } = await givenMany(3);
    const leader = await api.as(LEADER);
    const answer = await leader.post('/tasks/bulk-decisions', { taskIds, decision: { outcome: 'APPROVE' } });
    await expectDone(answer);
    const batchId = String(answer.body['batchId']);
    const worker = await start();
    try {
      expect(await over(batchId)).toBe('DONE');
      expect(await codesOf(api.db, batchId)).toEqual(['DONE', 'DONE', 'DONE']);
      for (const one of cases) expect(await one.live()).toEqual(['b OPEN']);
      expect(await client.workflow.getHandle(`batch:${batchId}`).result()).toEqual({ batchId });
    } finally {
      await worker.close();
    }
  }, 120_000);

  it('goes on in a new history with the next worker', async () => {
    const { taskIds } = await givenMany(1);
    const batchId = await orderDecision(api.db, LEADER, taskIds);
    // Held back, so that a worker finds nothing to do until it is told to stop.
    await api.db.sql.run(`UPDATE batch_item SET retry_at = now() + interval '1 hour' WHERE batch_id = $1`, [batchId]);
    await api.db.sql.run(`UPDATE batch SET start_at = now() + interval '1 hour' WHERE id = $1`, [batchId]);
    const { taskQueue } = api.config.temporal;
    const options = { workflowId: `batch:${batchId}`, taskQueue, args: [{ batchId, rounds: 1 }] };
    const first = await client.workflow.start('batch', options);
    let worker = await start();
    try {
      await eventually('the batch to run', async () =>
        (await batchIn(api.db, batchId)).state === 'RUNNING' ? true : undefined,
      );
      await worker.close();
      await api.db.sql.run('UPDATE batch_item SET retry_at = NULL WHERE batch_id = $1', [batchId]);
      worker = await start();
      expect(await over(batchId)).toBe('DONE');
      const handle = client.workflow.getHandle(`batch:${batchId}`);
      await handle.result();
      expect((await handle.describe()).runId).not.toBe(first.firstExecutionRunId);
    } finally {
      await worker.close();
    }
  }, 120_000);

  it('is started anew where it was lost, and only once where it runs', async () => {
    const { taskIds } = await givenMany(1);
    const batchId = await orderDecision(api.db, LEADER, taskIds);
    const { taskQueue } = api.config.temporal;
    const look = () => startBatches(api.db.sql, client, taskQueue);
    expect([await look(), await look()]).toEqual([1, 0]);
    const handle = client.workflow.getHandle(`batch:${batchId}`);
    const { runId } = await handle.describe();
    const again = () => api.db.sql.run('UPDATE batch SET start_at = now() WHERE id = $1', [batchId]);
    await again();
    await look();
    expect((await handle.describe()).runId).toBe(runId);
    await handle.terminate();
    await again();
    await look();
    const worker = await start();
    try {
      expect(await over(batchId)).toBe('DONE');
      expect((await handle.describe()).runId).not.toBe(runId);
    } finally {
      await worker.close();
    }
  }, 120_000);
});
