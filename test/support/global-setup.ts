import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../scripts/parts/machine/lock.ts';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { messageOf } from '../../scripts/parts/machine/start-error.ts';
import { databaseUrl } from '../../scripts/parts/postgres/connect.ts';
import { startParts, type TestParts } from './parts/start-parts.ts';
import { buildTemplate } from './parts/template-database.ts';
import { lockFile, testNamespace, testPassword, testPersonHashKey } from './parts/test-directory.ts';
import { joinUsers } from './parts/users.ts';
import { bundleWorkflows } from './parts/workflow-bundle.ts';

/**
 * Brings up what the tests run on and tells them where it is: the addresses of PostgreSQL and Temporal, the name of a
 * migrated and seeded database to copy, and the file of the bundled workflows; empty where it
 * could not be made.
 */
export default async function globalSetup(): Promise<void> {
  process.env['TZ'] = 'UTC';
  await withLock(lockFile, async () => {
    await promisify(execFile)(process.execPath, [path.join(repositoryRoot, 'scripts/generate.mjs')]);
    const parts = await startParts();
    joinUsers();
    Object.assign(process.env, addressesOf(parts), {
      TEST_TEMPLATE_DB: await orEmpty('template database', () => buildTemplate(parts.admin)),
      TEST_WORKFLOW_BUNDLE: await orEmpty('workflow bundle', bundleWorkflows),
    });
  });
}

/** Without it only the tests that need it fail; the others still say something. */
async function orEmpty(what: string, make: () => Promise<string>): Promise<string> {
  try {
    return await make();
  } catch (error) {
    console.error(`There is no ${what}: ${messageOf(error)}`);
    return '';
  }
}

function addressesOf({ admin, temporal }: TestParts): Record<string, string> {
  const urlOf = (user: string): string => databaseUrl({ ...admin, user, password: testPassword });
  return {
    TEST_ADMIN_DATABASE_URL: urlOf('postgres'),
    TEST_OWNER_DATABASE_URL: urlOf('qudao_owner'),
    TEST_APP_DATABASE_URL: urlOf('qudao_app'),
    TEST_PERSON_HASH_KEY: testPersonHashKey,
    TEST_TEMPORAL_ADDRESS: temporal.address,
    TEST_TEMPORAL_NAMESPACE: testNamespace,
  };
}
