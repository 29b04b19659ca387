import type pg from 'pg';
import { benchDatabase, makeCases, openWithoutEngine } from '../common/cases.ts';
import type { BenchParts } from '../common/environment.ts';
import { withoutIndexes } from './indexes.ts';
import { makeWorld, pick, share } from './world.ts';

export interface Size {
  readonly open: number;
  readonly closed: number;
}

/** Each closed case was decided in as many stages. */
const TASKS_OF_CASE = 5;
/** Rows between two lines of progress. */
const PORTION = 1_000_000;
const TABLES = ['case', 'application', 'phase', 'stage', 'task', 'task_candidate', 'decision'] as const;
type Table = (typeof TABLES)[number];
/** Column → expression over the number `n`, the world `w`, and what `picked` gives. Other columns are as the product wrote them in a real case. */
type Values = Readonly<Record<string, string>>;

/** Fills the database in one transaction, which also spares the write-ahead log. Triggers are off: the rows refer to each other by the way they are numbered. */
export async function fill(parts: BenchParts, size: Size, report: (line: string) => void): Promise<void> {
  const db = benchDatabase(parts.environment);
  const [model] = await makeCases(db, 1);
  if (model === undefined) throw new Error('There is no case to copy');
  await openWithoutEngine(db, [model]);
  await db.close();
  await parts.asAdmin(async (client) => {
    await makeWorld(client);
    await client.query('BEGIN');
    await client.query(
      `SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '1GB'; SET LOCAL work_mem = '256MB'`,
    );
    await keepModels(client, model);
    await client.query(`TRUNCATE ${TABLES.map((table) => `"${table}"`).join(', ')} CASCADE`);
    await withoutIndexes(client, TABLES, report, async () => {
      for (const [table, values] of openRows()) await copy(client, table, size.open, values, report);
      for (const [table, values] of closedCases())
        await copy(client, table, size.closed / TASKS_OF_CASE, values, report);
      for (const [table, values] of closedTasks()) await copy(client, table, size.closed, values, report);
    });
    await client.query('DROP TABLE IF EXISTS bench_fill');
    await client.query('CREATE TABLE bench_fill AS SELECT $1::int AS open, $2::int AS closed', [
      size.open,
      size.closed,
    ]);
    await client.query('COMMIT');
    report('vacuum and statistics');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  });
}

/** Whether an earlier run left these very numbers of rows. */
export async function isFilledWith(parts: BenchParts, { open, closed }: Size): Promise<boolean> {
  return parts.asAdmin(async (client) => {
    const { rows } = await client.query<{ is: boolean }>(`SELECT to_regclass('bench_fill') IS NOT NULL AS is`);
    if (rows[0]?.is !== true) return false;
    const found = await client.query('SELECT FROM bench_fill WHERE open = $1 AND closed = $2', [open, closed]);
    return found.rowCount === 1;
  });
}

async function keepModels(client: pg.Client, caseId: string): Promise<void> {
  const stage = 'stage_id IN (SELECT id FROM stage WHERE case_id = $1)';
  const which: Record<Exclude<Table, 'decision'>, string> = {
    case: 'id = $1',
    application: 'case_id = $1',
    phase: 'case_id = $1',
    stage: `case_id = $1 AND key = 'county_leader'`,
    task: `case_id = $1 AND stage_key = 'county_leader' AND ${stage}`,
    task_candidate: `task_id IN (SELECT id FROM task WHERE case_id = $1 AND stage_key = 'county_leader')`,
  };
  for (const [table, condition] of Object.entries(which)) {
    const text = `CREATE TEMP TABLE model_${table} ON COMMIT DROP AS SELECT * FROM "${table}" WHERE ${condition.replaceAll('$1', `'${caseId}'`)} LIMIT 1`;
    await client.query(text);
  }
  await client.query(
    `CREATE TEMP TABLE model_decision ON COMMIT DROP AS SELECT * FROM jsonb_populate_record(NULL::decision,
       '{"stage_key": "county_leader", "outcome": "APPROVE", "details": {}, "channel": "web"}')`,
  );
}

/** Ids say of what kind and number a row is; all are older than those the product gives. */
const id = (kind: number, n: string): string =>
  `('${kind.toString(16).padStart(8, '0')}000070008000' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;

const COUNTY = pick('w.counties', share('n', 11));
const ROLE = `w.roles[1 + width_bucket(${share('n', 12)}, w.bounds)]`;
const UNIT = pick(
  `CASE WHEN ${share('n', 13)} < 0.25 THEN w.provinces WHEN ${share('n', 13)} < 0.6 THEN w.cities ELSE w.counties END`,
  `power(${share('n', 14)}, 1.5)`,
);
const PERSON = pick('w.people', `power(${share('n', 15)}, 2)`);
const DUE = `date_trunc('milliseconds', now() + (${share('n', 16)} - 0.15) * interval '30 days')`;
const IS_CLAIMED = 'n % 10 = 0';
const AMOUNT = `round((${share('n', 17)} * 500000)::numeric, 2)`;
const TYPE = `(ARRAY['NON_EXCLUSIVE', 'CO_OPERATED_HALL', 'EXCLUSIVE', 'PART_TIME'])[1 + n % 4]`;
const PRIORITY = 'CASE WHEN n % 20 = 0 THEN 80 ELSE 50 END';

/** Open tasks, each of its own case; one in ten is claimed, about one in seven overdue. */
function openRows(): [Table, Values][] {
  return [
    [
      'case',
      {
        id: id(1, 'n'),
        number: `'QD-' || n`,
        company_id: pick('w.companies', share('n', 18)),
        unit_id: COUNTY,
        amount: AMOUNT,
      },
    ],
    ['application', { case_id: id(1, 'n'), company_id: pick('w.companies', share('n', 18)), channel_type: TYPE }],
    ['phase', { case_id: id(1, 'n') }],
    ['stage', { id: id(2, 'n'), case_id: id(1, 'n') }],
    [
      'task',
      {
        id: id(3, 'n'),
        case_id: id(1, 'n'),
        stage_id: id(2, 'n'),
        due_at: DUE,
        at_risk_at: `${DUE} - interval '1 day'`,
        overdue_at: `CASE WHEN ${DUE} < now() THEN ${DUE} END`,
        priority: PRIORITY,
        state: `CASE WHEN ${IS_CLAIMED} THEN 'CLAIMED' ELSE 'OPEN' END`,
        assignee_id: `CASE WHEN ${IS_CLAIMED} THEN ${PERSON} END`,
        claimed_at: `CASE WHEN ${IS_CLAIMED} THEN now() END`,
      },
    ],
    [
      'task_candidate',
      {
        id: id(4, 'n'),
        task_id: id(3, 'n'),
        role: ROLE,
        scope_id: UNIT,
        due_at: DUE,
        priority: PRIORITY,
        open: `NOT (${IS_CLAIMED})`,
      },
    ],
  ];
}

const ENDED = `date_trunc('milliseconds', now() - (1 + ${share('n', 21)} * 1000) * interval '1 day')`;

function closedCases(): [Table, Values][] {
  return [
    [
      'case',
      {
        id: id(17, 'n'),
        number: `'QE-' || n`,
        company_id: pick('w.companies', share('n', 22)),
        unit_id: COUNTY,
        amount: AMOUNT,
        state: `'ACTIVE'`,
        outcome: `'ACTIVE'`,
        closing: `'ACTIVE'`,
        closed_at: ENDED,
      },
    ],
    ['application', { case_id: id(17, 'n'), company_id: pick('w.companies', share('n', 22)), channel_type: TYPE }],
    ['phase', { case_id: id(17, 'n'), state: `'OVER'`, outcome: `'APPROVED'`, over_at: ENDED, followed: 'true' }],
  ];
}

function closedTasks(): [Table, Values][] {
  const ofCase = id(17, `1 + (n - 1) / ${TASKS_OF_CASE}`);
  const key = `'stage_' || (n % ${TASKS_OF_CASE})`;
  return [
    ['stage', { id: id(18, 'n'), case_id: ofCase, key, state: `'DONE'`, outcome: `'APPROVE'`, ended_at: ENDED }],
    [
      'task',
      {
        id: id(19, 'n'),
        case_id: ofCase,
        stage_id: id(18, 'n'),
        stage_key: key,
        state: `'DONE'`,
        outcome: `'APPROVE'`,
        due_at: ENDED,
        ended_at: ENDED,
        decided_by: PERSON,
      },
    ],
    [
      'task_candidate',
      { id: id(20, 'n'), task_id: id(19, 'n'), role: ROLE, scope_id: UNIT, due_at: ENDED, open: 'false' },
    ],
    [
      'decision',
      {
        id: id(21, 'n'),
        case_id: ofCase,
        stage_id: id(18, 'n'),
        task_id: id(19, 'n'),
        stage_key: key,
        account_id: PERSON,
        created_at: ENDED,
      },
    ],
  ];
}

async function copy(
  client: pg.Client,
  table: Table,
  rows: number,
  values: Values,
  report: (line: string) => void,
): Promise<void> {
  const { rows: columns } = await client.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'
     ORDER BY ordinal_position`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const unknown = Object.keys(values).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`${table} has no ${unknown.join(', ')} any more: mend bench/inbox/fill.ts`);
  for (let from = 1; from <= rows; from += PORTION) {
    const to = Math.min(rows, from + PORTION - 1);
    await client.query(
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
       SELECT ${names.map((name) => values[name] ?? `m."${name}"`).join(', ')}
       FROM generate_series(${from}::bigint, ${to}) n, bench_world w, model_${table} m`,
    );
    report(`${table}: ${to.toLocaleString('en')} of ${rows.toLocaleString('en')}`);
  }
}
