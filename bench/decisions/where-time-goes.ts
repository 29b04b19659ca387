import { benchDatabase, makeCases, openTasks, openWithoutEngine } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { approve, people } from '../common/people.ts';
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

/** Before BEGIN somebody is recognised and let in; from there to COMMIT is the act. Statements sent together are timed together. */
function split(statements: readonly Statement[]) {
  const inOrder = [...statements].sort((a, b) => a.sentAt - b.sentAt);
  const begin = inOrder.findIndex(({ text }) => text.startsWith('BEGIN'));
  const commit = inOrder.findIndex(({ text }) => text === 'COMMIT');
  const early = inOrder.slice(0, begin);
  return {
    session: busy(early.filter(({ text }) => /\bFROM "session"/.test(text))),
    authorisation: busy(early.filter(({ text }) => !/\bFROM "session"/.test(text))),
    act: busy(inOrder.slice(begin, commit)),
    commit: busy(inOrder.slice(commit, commit + 1)),
  };
}

/** Milliseconds in which at least one of them was under way. */
function busy(statements: readonly Statement[]): number {
  let total = 0;
  let until = -Infinity;
  for (const { sentAt, doneAt } of statements) {
    total += Math.max(0, doneAt - Math.max(sentAt, until));
    until = Math.max(until, doneAt);
  }
  return total;
}
