import { benchDatabase, makeCases, openTasks, openWithoutEngine } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { measure, type Measured } from '../common/load.ts';
import { approve, people } from '../common/people.ts';

/** Decisions inside their phase, one at a time, on cases made for it. */
export async function measureDecisions(parts: BenchParts, count: number): Promise<Measured> {
  const url = parts.environment['PUBLIC_URL'] ?? '';
  const db = benchDatabase(parts.environment);
  const who = people(url);
  try {
    const warm = Math.ceil(count / 4);
    const ids = await makeCases(db, warm + count);
    await openWithoutEngine(db, ids);
    const cases = await openTasks(db, ids, 'county_leader');
    const decide = async (job: (typeof cases)[number]) => approve(url, await who.cookieOf(job.county), job.taskId);
    await measure(cases.slice(0, warm), 2, decide);
    const measured = await measure(cases.slice(warm), 1, decide);
    if (measured.failures.length > 0) throw new Error(`a decision was refused: ${measured.failures[0] ?? ''}`);
    return measured;
  } finally {
    await db.close();
  }
}
