import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { withLock } from '../../scripts/parts/machine/lock.ts';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { databaseUrl } from '../../scripts/parts/postgres/connect.ts';
import { startTestPostgres } from './parts/start-parts.ts';
import { stopUnusedParts } from './parts/stop-parts.ts';
import { lockFile, testPassword } from './parts/test-directory.ts';
import { joinUsers } from './parts/users.ts';

/** Fails when prisma/migrations do not lead to prisma/schema.prisma; compares them in a scratch database. */
const admin = await withLock(lockFile, async () => {
  joinUsers();
  return (await startTestPostgres()).admin;
});
try {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(repositoryRoot, 'node_modules/prisma/build/index.js'),
      ...['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma'],
      '--exit-code',
    ],
    {
      cwd: repositoryRoot,
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: databaseUrl({ ...admin, user: 'qudao_owner', password: testPassword }) },
    },
  );
  process.exitCode = status ?? 1;
} finally {
  await withLock(lockFile, stopUnusedParts);
}
