import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { benchDatabase, makeCases, openTasks, openWithEngine, type BenchCase } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { floorUpdate, type FloorInput } from './floor-messages.ts';
import { measure, type Measured } from '../common/load.ts';
import { AT_ONCE, cookiesOf, fail, row } from './measure-inside.ts';
import { approve, people } from '../common/people.ts';
import { processorTime } from '../common/processor-time.ts';
import { rowsOfOpening } from './rows-of-opening.ts';

/** (ii) Decisions that end their phase, until the next phase is visible, beside a bare update with a local activity writing as many rows. */
export async function measureEndings(
  parts: BenchParts,
  apiPid: number,
  counts: readonly number[],
  report: (line: string) => void,
): Promise<void> {
  const url = parts.environment['PUBLIC_URL'] ?? '';
  const db = benchDatabase(parts.environment);
  const who = people(url);
  const rows = await rowsOfOpening(db);
  // The mails of the first part wait for a worker; they are not this part's work.
  await db.sql.run(`DELETE FROM message WHERE state = 'PENDING'`);
  const worker = await parts.startProcess('worker', 'src/worker.js', {});
  console.log(`\n(ii) decisions that end a phase, until the next phase is visible (opening it writes ${rows} rows)`);
  console.log(
    'at once   product /s   p50 ms   p95 ms |   floor /s   p50 ms   p95 ms | p50 ratio   CPU ms each: api, worker, temporal, postgres | floor: worker, temporal, postgres',
  );
  try {
    for (const [index, atOnce] of AT_ONCE.entries()) {
      const count = counts[index] ?? 0;
      report(`preparing ${2 * count} running cases for ${atOnce} at once`);
      const ids = await makeCases(db, 2 * count);
      await openWithEngine(parts.environment, ids);
      const first = await openTasks(db, ids, 'county_leader');
      const cookies = await cookiesOf(who, first);
      fail(await measure(first, 4, (job) => approve(url, cookies.get(job.county) ?? '', job.taskId)));
      // Half of them warm what an ending alone goes through, as the first update of each workflow does for the floor.
      const waiting = await openTasks(db, ids, 'city_leader');
      const end = (job: BenchCase) => approve(url, cookies.get(job.city) ?? '', job.taskId, 'DONE');
      await measure(waiting.slice(count), 4, end);
      const last = waiting.slice(0, count);
      await parts.settle();
      const spent = processorTime([apiPid, worker.pid, parts.pids.temporal, parts.pids.postgres], count);
      const product = await measure(last, atOnce, end);
      const cpu = spent();
      const floor = await measureFloor(parts, db, rows, count, atOnce);
      const late = product.failures.filter((failure) => failure === 'PENDING').length;
      fail({ ...product, failures: product.failures.filter((failure) => failure !== 'PENDING') }, floor);
      console.log(
        `${String(atOnce).padStart(7)} ${row(product)} | ${row(floor)} | ${(product.p50 / floor.p50).toFixed(2).padStart(9)}   ${cpu} | ${floor.cpu}${late > 0 ? `   (${late} answered PENDING)` : ''}`,
      );
    }
  } finally {
    await worker.stop();
    await db.close();
  }
}

async function measureFloor(
  parts: BenchParts,
  db: ReturnType<typeof benchDatabase>,
  rows: number,
  count: number,
  atOnce: number,
): Promise<Measured & { readonly cpu: string }> {
  const queue = `floor-${randomUUID()}`;
  const port = await parts.freePort();
  const worker = await parts.startProcess(
    'floor',
    'bench/decisions/floor-worker.js',
    { BENCH_QUEUE: queue, BENCH_PORT: String(port), DATABASE_URL: parts.environment['DATABASE_URL'] ?? '' },
    `http://127.0.0.1:${port}/`,
  );
  const connection = await Connection.connect({ address: parts.environment['TEMPORAL_ADDRESS'] ?? '' });
  try {
    const client = new Client({ connection, namespace: parts.environment['TEMPORAL_NAMESPACE'] ?? '' });
    const handles: WorkflowHandle[] = [];
    for (let i = 0; i < count; i += 1) {
      handles.push(
        await client.workflow.start<(input: FloorInput) => Promise<void>>('floor', {
          workflowId: `${queue}:${i}`,
          taskQueue: queue,
          args: [{ rows, updates: 2 }],
        }),
      );
    }
    // The first update of each warms the worker's cache, as the earlier decisions did for the product.
    fail(await measure(handles, 8, (handle) => handle.executeUpdate(floorUpdate, { args: [0] }).then(() => undefined)));
    await parts.settle();
    const spent = processorTime([worker.pid, parts.pids.temporal, parts.pids.postgres], count);
    const measured = await measure(handles, atOnce, (handle) =>
      handle.executeUpdate(floorUpdate, { args: [1] }).then(() => undefined),
    );
    return { ...measured, cpu: spent() };
  } finally {
    await connection.close();
    await worker.stop();
    await db.sql.rows('SELECT 1');
  }
}
