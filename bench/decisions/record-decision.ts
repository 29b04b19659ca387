import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/persistence/database.ts';
import { startServer } from '../../src/server.ts';
import { makeCases, openTasks, openWithoutEngine } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { approve, people } from '../common/people.ts';
import { recordStatements, type Statement } from './recording.ts';

export interface RecordedDecision {
  readonly statements: readonly Statement[];
  /** Case, task, stage of the recorded decision. */
  readonly caseIds: readonly string[];
  /** Everything else that looks like an id and belongs to that one decision alone. */
  readonly madeIds: readonly string[];
}

/** The statements of one decision, as the product's own server sends them when its caches are warm. */
export async function recordDecision(parts: BenchParts, db: Database): Promise<RecordedDecision> {
  const { server, url } = await serverInThisProcess(parts);
  try {
    const who = people(url);
    const ids = await makeCases(db, 20);
    await openWithoutEngine(db, ids);
    const cases = await openTasks(db, ids, 'county_leader');
    const county = cases[0]?.county;
    const [recorded, ...warm] = cases.filter((candidate) => candidate.county === county);
    if (recorded === undefined) throw new Error('There is no case to record');
    const cookie = await who.cookieOf(recorded.county);
    for (const { taskId } of warm) await approve(url, cookie, taskId);
    const statements = await recordStatements(async () => {
      const failure = await approve(url, cookie, recorded.taskId);
      if (failure !== undefined) throw new Error(failure);
    });
    const caseIds = [recorded.caseId, recorded.taskId, recorded.stageId];
    return { statements, caseIds, madeIds: await idsMade(db, recorded.caseId, statements, caseIds) };
  } finally {
    await server.close();
  }
}

export async function serverInThisProcess(parts: BenchParts) {
  const port = await parts.freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({ ...parts.environment, PORT: String(port), PUBLIC_URL: url });
  return { server: await startServer(config), url };
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids of people, units and rules stay; what the decision made, and its key, must be new for every repetition. */
async function idsMade(
  db: Database,
  caseId: string,
  statements: readonly Statement[],
  caseIds: readonly string[],
): Promise<string[]> {
  const seen = new Set(statements.flatMap(({ values }) => JSON.stringify(values).match(ID) ?? []));
  const kept = await db.sql.rows<{ id: string }>(
    `SELECT id::text FROM account UNION SELECT id::text FROM unit UNION SELECT id::text FROM policy_version UNION SELECT id::text FROM company
     UNION SELECT id::text FROM stage WHERE case_id = $1 AND instance = 0`,
    [caseId],
  );
  for (const { id } of kept) seen.delete(id);
  for (const id of caseIds) seen.delete(id);
  return [...seen];
}
