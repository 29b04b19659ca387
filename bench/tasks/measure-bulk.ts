import { randomUUID } from 'node:crypto';
import { benchDatabase, makeCases, openTasks, openWithoutEngine } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { get, post } from '../common/load.ts';
import { people } from '../common/people.ts';

/** One bulk decision over so many tasks of one leader, from the order to the last result; a worker runs it. */
export async function measureBulk(parts: BenchParts, items: number): Promise<void> {
  const url = parts.environment['PUBLIC_URL'] ?? '';
  const db = benchDatabase(parts.environment);
  const worker = await parts.startProcess('worker', 'src/worker.js', {});
  try {
    // The first one warms the worker.
    for (const [run, count] of [Math.min(20, items), items].entries()) {
      const ids = await makeCases(db, count, ['0101']);
      await openWithoutEngine(db, ids);
      const tasks = await openTasks(db, ids, 'county_leader');
      const cookie = await people(url).cookieOf('leader.county-0101');
      await parts.settle();
      const from = performance.now();
      const answer = await post(
        `${url}/api/v1/tasks/bulk-decisions`,
        { taskIds: tasks.map(({ taskId }) => taskId), decision: { outcome: 'APPROVE' }, reason: '压测' },
        { origin: url, cookie, 'idempotency-key': randomUUID() },
      );
      if (answer.status !== 202) throw new Error(`the bulk decision was refused: ${answer.text}`);
      const answered = performance.now() - from;
      const { batchId } = JSON.parse(answer.text) as { batchId: string };
      const done = await ended(url, cookie, batchId);
      const seconds = (performance.now() - from) / 1000;
      if (run > 0) {
        console.log(
          `\nbulk decision of ${items}: answered after ${answered.toFixed(0)} ms, all ${done} decided after ${seconds.toFixed(1)} s, ${(items / seconds).toFixed(0)} items/s`,
        );
      }
    }
  } finally {
    await worker.stop();
    await db.close();
  }
}

async function ended(url: string, cookie: string, batchId: string): Promise<number> {
  for (;;) {
    const { text } = await get(`${url}/api/v1/batches/${batchId}`, { cookie });
    const { state, counts } = JSON.parse(text) as {
      state: string;
      counts: { DONE: number; REFUSED: number; FAILED: number };
    };
    if (counts.REFUSED + counts.FAILED > 0) throw new Error(`items were refused: ${text}`);
    if (state === 'DONE') return counts.DONE;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
