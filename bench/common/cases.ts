import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../src/persistence/database.ts';
import { currentPolicy } from '../../src/policies/current.ts';
import { openPhase } from '../../src/tasks/phases/open-phase.ts';
import type { CaseInput } from '../../workflows/case-messages.ts';

export interface BenchCase {
  readonly caseId: string;
  readonly taskId: string;
  readonly stageId: string;
  /** Log-in of the county's leader. */
  readonly county: string;
  readonly city: string;
}

const COUNTIES = ['0101', '0102', '0103', '0201', '0202', '0203', '0301', '0302', '0303'];

/** Admissions that wait for their county leader, on the route county → city, spread over all counties, or over these. */
export async function makeCases(
  db: Database,
  count: number,
  counties: readonly string[] = COUNTIES,
): Promise<string[]> {
  const route = await currentPolicy(db.sql, 'ROUTE', 'admission-county-city', new Date());
  const process = await currentPolicy(db.sql, 'PROCESS_POLICY', 'ADMISSION', new Date());
  const rows = await db.sql.rows<{ id: string }>(
    `WITH companies AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS total FROM company),
       made AS (
         INSERT INTO "case" (number, process, state, company_id, unit_id, started_by, title_zh, title_en, route_version_id, process_version_id, submitted_at)
         SELECT 'BENCH-' || $5 || '-' || i, 'ADMISSION', 'SUBMITTED', c.id, u.id, (SELECT id FROM account WHERE kind = 'MEMBER' ORDER BY id LIMIT 1),
           '压测 ' || i, 'Bench ' || i, $2, $3, now()
         FROM generate_series(0, $1::int - 1) AS i
         JOIN companies c ON c.n = i % c.total
         JOIN unit u ON u.code = 'county-' || ($4::text[])[1 + i % cardinality($4::text[])]
         RETURNING id, company_id),
       applied AS (
         INSERT INTO application (case_id, company_id, channel_type, site_name, site_address)
         SELECT id, company_id, 'NON_EXCLUSIVE', '压测', '压测' FROM made)
     SELECT id FROM made`,
    [count, route.id, process.id, counties, randomUUID()],
  );
  return rows.map(({ id }) => id);
}

/** Opens the approval without an engine: for decisions that stay inside the phase. */
export async function openWithoutEngine(db: Database, ids: readonly string[]): Promise<void> {
  await inBatches(ids, 8, (caseId) =>
    openPhase(db.pool, { caseId, generation: 1, seq: 1, name: 'LEADER_APPROVAL', human: true }),
  );
}

/** Starts the real workflow at the approval: for decisions that end the phase. */
export async function openWithEngine(
  environment: Readonly<Record<string, string>>,
  ids: readonly string[],
): Promise<void> {
  const connection = await Connection.connect({ address: environment['TEMPORAL_ADDRESS'] ?? '' });
  const client = new Client({ connection, namespace: environment['TEMPORAL_NAMESPACE'] ?? '' });
  const desk = { phase: 'LEADER_APPROVAL', seq: 0, outcomes: {}, interrupt: null, next: null };
  await inBatches(ids, 8, (caseId) =>
    client.workflow.start<(input: CaseInput) => Promise<string>>('admission', {
      workflowId: `admission:${caseId}:1`,
      taskQueue: environment['TASK_QUEUE'] ?? '',
      args: [{ caseId, generation: 1, desk }],
    }),
  );
  await connection.close();
}

/** Waits until every case has its open task, then says which it is and who may decide it. */
export async function openTasks(db: Database, ids: readonly string[], stage: string): Promise<BenchCase[]> {
  for (;;) {
    const rows = await db.sql.rows<BenchCase>(
      `SELECT t.case_id AS "caseId", t.id AS "taskId", t.stage_id AS "stageId", 'leader.' || u.code AS county, 'leader.' || p.code AS city
       FROM task t JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id JOIN unit p ON p.id = u.parent_id
       WHERE t.case_id = ANY($1::uuid[]) AND t.stage_key = $2 AND t.state = 'OPEN'`,
      [ids, stage],
    );
    if (rows.length === ids.length) return rows;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export function benchDatabase(environment: Readonly<Record<string, string>>): Database {
  return openDatabase(environment['DATABASE_URL'] ?? '', 10);
}

async function inBatches<Item>(
  items: readonly Item[],
  size: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (let item = rest.pop(); item !== undefined; item = rest.pop()) await work(item);
    }),
  );
}
