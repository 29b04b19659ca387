import { randomUUID } from 'node:crypto';
import { benchDatabase, makeCases, openTasks, openWithoutEngine, type BenchCase } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { measure, post, type Measured } from '../common/load.ts';
import { people } from '../common/people.ts';
import { processorTime } from '../common/processor-time.ts';
import { findColleague, OPERATIONS, type Operation } from './operations.ts';

/** Every operation at 1, 8 and 32 at once, each on tasks of its own, beside the decision of the same run. */
export async function measureOperations(
  parts: BenchParts,
  apiPid: number,
  counts: Readonly<Record<number, number>>,
  report: (line: string) => void,
): Promise<void> {
  const db = benchDatabase(parts.environment);
  const colleague = await findColleague(db);
  const act = actor(parts.environment['PUBLIC_URL'] ?? '', colleague);
  console.log('\noperations through HTTP; ratio: their p50 to that of a decision, at as many at once in this run');
  console.log('at once  operation          /s   p50 ms   p95 ms   ratio   CPU ms each: api, postgres');
  try {
    for (const [atOnce, count] of Object.entries(counts)) {
      let decision: Measured | undefined;
      for (const operation of OPERATIONS) {
        const jobs = await jobsFor(parts, count + 10);
        for (const name of operation.after ?? []) checked(await measure(jobs, 8, act(byName(name))));
        const warm = jobs.splice(0, 10);
        checked(await measure(warm, 2, act(operation)));
        await parts.settle();
        report(`${operation.name}, ${atOnce} at once`);
        const spent = processorTime([apiPid, parts.pids.postgres], count);
        const measured = checked(await measure(jobs, Number(atOnce), act(operation)));
        const cpu = spent();
        decision ??= measured;
        const { perSecond, p50, p95 } = measured;
        const figures = [perSecond, p50, p95].map((figure) => figure.toFixed(1).padStart(8)).join(' ');
        console.log(
          `${atOnce.padStart(7)}  ${operation.name.padEnd(12)} ${figures}   ${(p50 / decision.p50).toFixed(2).padStart(5)}   ${cpu}`,
        );
      }
    }
  } finally {
    await db.close();
  }
}

async function jobsFor(parts: BenchParts, count: number): Promise<BenchCase[]> {
  const db = benchDatabase(parts.environment);
  try {
    const ids = await makeCases(db, count);
    await openWithoutEngine(db, ids);
    return await openTasks(db, ids, 'county_leader');
  } finally {
    await db.close();
  }
}

function byName(name: string): Operation {
  const found = OPERATIONS.find((operation) => operation.name === name);
  if (found === undefined) throw new Error(`There is no operation ${name}`);
  return found;
}

/** Sends an operation as the person who would. */
function actor(url: string, colleague: string) {
  const who = people(url);
  return (operation: Operation) => async (job: BenchCase) => {
    const { login, path, body } = operation.call(job, colleague);
    const cookie = await who.cookieOf(login);
    const headers = { origin: url, cookie, 'idempotency-key': randomUUID() };
    const answer = await post(`${url}/api/v1${path}`, body ?? {}, headers);
    return answer.status < 300 ? undefined : `${operation.name}: ${answer.status} ${answer.text.slice(0, 300)}`;
  };
}

/** A figure over refused operations is no figure. */
function checked(measured: Measured): Measured {
  if (measured.failures.length > 0) throw new Error(`refused: ${measured.failures[0] ?? ''}`);
  return measured;
}
