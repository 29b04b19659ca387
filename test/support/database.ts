import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../../src/persistence/database.ts';

export interface TestDatabase extends Database {
  /** Connects as the application's role, which does not own the tables. */
  readonly url: string;
  readonly name: string;
  /** Runs as the owner: for arranging what the application must not be able to do. */
  asOwner<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A copy of the migrated and seeded template, one per test file; `close` drops it. */
export async function openTestDatabase({ pool = 10 }: { pool?: number } = {}): Promise<TestDatabase> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdmin((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${setting('TEST_TEMPLATE_DB')} OWNER qudao_owner`),
  );
  const url = inDatabase(setting('TEST_APP_DATABASE_URL'), name);
  const database = openDatabase(url, pool);
  return {
    ...database,
    url,
    name,
    async asOwner<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      const client = new pg.Client({ connectionString: inDatabase(setting('TEST_OWNER_DATABASE_URL'), name) });
      await client.connect();
      try {
        return (await client.query<Row>(sql, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    async close() {
      await database.close();
      await asAdmin((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is set by test/support/global-setup.ts; run the tests through jest`);
  return value;
}

/** CREATE DATABASE needs the template to itself; two test files that start together take turns. */
async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: setting('TEST_ADMIN_DATABASE_URL') });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(815)');
    await work(client);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.toString();
}
