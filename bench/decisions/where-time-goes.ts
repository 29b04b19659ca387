import { benchDatabase, makeCases, openTasks, openWithoutEngine } from './cases.ts';
import type { BenchParts } from './environment.ts';
import { approve, people } from './people.ts';
import { serverInThisProcess } from './record-decision.ts';
import { recordStatements, type Statement } from './recording.ts';

/** One decision after the other, in a server whose statements are timed: what a person waits for. */
export async function printTime(parts: BenchParts, count: number, report: (line: string) => void): Promise<void> {
  report(`timing ${count} decisions one by one`);
  const db = benchDatabase(parts.environment);
  const { server, url } = await serverInThisProcess(parts);
  try {
    const who = people(url);
    const ids = await makeCases(db, count + 20);
    await openWithoutEngine(db, ids);
    const cases = await openTasks(db, ids, 'county_leader');
    const totals = { session: 0, authorisation: 0, act: 0, commit: 0, whole: 0 };
    for (const [index, job] of cases.entries()) {
      const cookie = await who.cookieOf(job.county);
      const from = performance.now();
      const statements = await recordStatements(async () => {
        const failure = await approve(url, cookie, job.taskId);
        if (failure !== undefined) throw new Error(failure);
      });
      const whole = performance.now() - from;
      if (index < 20) continue;
      const spent = split(statements);
      totals.session += spent.session;
      totals.authorisation += spent.authorisation;
      totals.act += spent.act;
      totals.commit += spent.commit;
      totals.whole += whole;
    }
    const each = (sum: number) => (sum / count).toFixed(2).padStart(7);
    const rest = totals.whole - totals.session - totals.authorisation - totals.act - totals.commit;
    console.log(
      '\nwhere the time of one decision inside a phase goes, ms (one at a time; client, server and driver in one process)',
    );
    console.log(
      `session ${each(totals.session)}   authorisation ${each(totals.authorisation)}   statements of the act ${each(totals.act)}   commit ${each(totals.commit)}   HTTP, validation and JavaScript ${each(rest)}   whole ${each(totals.whole)}`,
    );
  } finally {
    await server.close();
    await db.close();
  }
}

/** Before BEGIN somebody is recognised and let in; from there to COMMIT is the act. */
function split(statements: readonly Statement[]) {
  const begin = statements.findIndex(({ text }) => text === 'BEGIN');
  const commit = statements.findIndex(({ text }) => text === 'COMMIT');
  const sum = (part: readonly Statement[]) => part.reduce((total, { ms }) => total + ms, 0);
  const early = statements.slice(0, begin);
  const session = sum(early.filter(({ text }) => /\bsession\b/i.test(text)));
  return {
    session,
    authorisation: sum(early) - session,
    act: sum(statements.slice(begin, commit)),
    commit: sum(statements.slice(commit, commit + 1)),
  };
}
