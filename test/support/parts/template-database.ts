import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { hashTree } from '../../../scripts/parts/machine/hash.ts';
import { repositoryRoot } from '../../../scripts/parts/machine/repository.ts';
import { migrate } from '../../../scripts/parts/migrate.ts';
import { databaseUrl, withConnection, type DatabaseAddress } from '../../../scripts/parts/postgres/connect.ts';
import { hasDatabase } from '../../../scripts/parts/postgres/roles.ts';
import { testDirectory, testPassword, testPersonHashKey } from './test-directory.ts';

/** Older templates may still serve a run that began before the change, or another working tree. */
const keptTemplates = 12;

/**
 * A migrated and seeded database that tests copy; its name changes with the schema and the seed, so that a stale one is
 * never used.
 */
export async function buildTemplate(admin: DatabaseAddress): Promise<string> {
  const name = `qudao_test_${hashTree(repositoryRoot, ['prisma', 'scripts/prisma/migrate.mjs'])}`;
  if (await withConnection(admin, (client) => hasDatabase(client, name))) return name;
  const draft = `${name}_new`;
  await withConnection(admin, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft} OWNER qudao_owner`);
  });
  const ownerUrl = databaseUrl({ ...admin, user: 'qudao_owner', password: testPassword, database: draft });
  await migrate(ownerUrl);
  await seed(ownerUrl);
  await withConnection(admin, async (client) => {
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    await dropOldTemplates(client);
  });
  return name;
}

async function seed(ownerUrl: string): Promise<void> {
  const script = path.join(repositoryRoot, 'prisma/seed.ts');
  const register = path.join(repositoryRoot, 'test/support/register-typescript.mjs');
  await promisify(execFile)(process.execPath, ['--import', register, script], {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      DATABASE_URL: ownerUrl,
      MIGRATION_DATABASE_URL: ownerUrl,
      DATA_DIR: testDirectory,
      QUDAO_MODE: 'development',
      PERSON_HASH_KEY: testPersonHashKey,
      SEED_COMPANIES: '20',
      TZ: 'UTC',
    },
  });
}

/** Of the finished ones the newest stay; drafts are what a failed build left, because nobody else builds meanwhile. */
async function dropOldTemplates(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname ~ '^qudao_test_[0-9a-f]{16}(_new)?$' ORDER BY datname ~ '_new$', oid DESC OFFSET $1`,
    [keptTemplates],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)}`);
}
