import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { repositoryRoot } from './machine/repository.ts';

const report = z.object({ applied: z.array(z.string()) });

/** Applies prisma/migrations as the owner of the tables; gives the names of those that were new. */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const script = path.join(repositoryRoot, 'scripts/prisma/migrate.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, MIGRATION_DATABASE_URL: ownerUrl },
  });
  return report.parse(JSON.parse(stdout)).applied;
}
