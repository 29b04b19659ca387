import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { benchDatabase, makeCases, openTasks, openWithoutEngine, type BenchCase } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { measure, post, type Measured } from '../common/load.ts';
import { approve, people } from '../common/people.ts';
import { processorTime } from '../common/processor-time.ts';
import { recordDecision } from './record-decision.ts';

export const AT_ONCE = [1, 8, 32] as const;

/** (i) Decisions that stay inside their phase, each on its own case, beside a plain route that sends the same statements. */
export async function measureInside(
  parts: BenchParts,
  apiPid: number,
  counts: readonly number[],
  report: (line: string) => void,
): Promise<void> {
  const url = parts.environment['PUBLIC_URL'] ?? '';
  const db = benchDatabase(parts.environment);
  const who = people(url);
  const recorded = await recordDecision(parts, db);
  const port = await parts.freePort();
  console.log(`\n(i) decisions inside a phase (${recorded.statements.length} statements each)`);
  console.log(
    'at once   product /s   p50 ms   p95 ms   p99 ms |  plain /s   p50 ms   p95 ms | ratio   CPU ms per decision: api, postgres',
  );
  for (const [index, atOnce] of AT_ONCE.entries()) {
    const count = counts[index] ?? 0;
    report(`preparing ${count * 2} cases for ${atOnce} at once`);
    const ids = await makeCases(db, count * 2);
    await openWithoutEngine(db, ids);
    const cases = await openTasks(db, ids, 'county_leader');
    const cookies = await cookiesOf(who, cases);
    const mine = cases.slice(0, count);
    await parts.settle();
    const spent = processorTime([apiPid, parts.pids.postgres], count);
    const product = await measure(mine, atOnce, (job) => approve(url, cookies.get(job.county) ?? '', job.taskId));
    const cpu = spent();
    await parts.settle();
    const plain = await measurePlain(parts, port, recorded, cases.slice(count), atOnce);
    fail(product, plain);
    console.log(
      `${String(atOnce).padStart(7)} ${row(product)} ${product.p99.toFixed(1).padStart(8)} | ${row(plain)} | ${(product.perSecond / plain.perSecond).toFixed(2).padStart(5)}   ${cpu}`,
    );
  }
  await db.close();
}

export async function cookiesOf(
  who: ReturnType<typeof people>,
  cases: readonly BenchCase[],
): Promise<Map<string, string>> {
  const logins = new Set(cases.flatMap(({ county, city }) => [county, city]));
  const cookies = new Map<string, string>();
  for (const login of logins) cookies.set(login, await who.cookieOf(login));
  return cookies;
}

async function measurePlain(
  parts: BenchParts,
  port: number,
  recorded: Awaited<ReturnType<typeof recordDecision>>,
  cases: readonly BenchCase[],
  atOnce: number,
): Promise<Measured> {
  const plan = path.join(parts.directory, 'plan.json');
  await writeFile(
    plan,
    JSON.stringify({ ...recorded, cases: cases.map(({ caseId, taskId, stageId }) => [caseId, taskId, stageId]) }),
  );
  const server = await parts.startProcess(
    'plain',
    'bench/decisions/plain-route.js',
    { BENCH_PLAN: plan, BENCH_PORT: String(port) },
    `http://127.0.0.1:${port}/live`,
  );
  try {
    return await measure(
      cases.map((_, index) => index),
      atOnce,
      async (index) => {
        const answer = await post(`http://127.0.0.1:${port}/decisions`, { index }, {});
        return answer.status === 200 ? undefined : `plain: ${answer.text}`;
      },
    );
  } finally {
    await server.stop();
  }
}

export function row({ perSecond, p50, p95 }: Measured): string {
  return [perSecond, p50, p95].map((figure, index) => figure.toFixed(1).padStart(index === 0 ? 10 : 8)).join(' ');
}

/** A figure over failed decisions is no figure. */
export function fail(...measured: readonly Measured[]): void {
  const failures = measured.flatMap(({ failures: found }) => found);
  if (failures.length > 0) throw new Error(`${failures.length} calls failed, the first: ${failures[0] ?? ''}`);
}
