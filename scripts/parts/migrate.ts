import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { repositoryRoot } from './machine/repository.ts';
import { messageOf, StartError } from './machine/start-error.ts';

const report = z.object({ applied: z.array(z.string()) });

/**
 * Applies prisma/migrations as the owner of the tables; gives the names of those that were new. Throws a `StartError` when
 * one fails; that one is rolled back whole.
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const script = path.join(repositoryRoot, 'scripts/prisma/migrate.mjs');
  const env = { ...process.env, MIGRATION_DATABASE_URL: ownerUrl };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
    return report.parse(JSON.parse(stdout)).applied;
  } catch (error) {
    throw new StartError(`The database could not be migrated: ${reasonOf(messageOf(error))}`);
  }
}

/** The engine's report: the first line says nothing, the next ones what PostgreSQL said, then comes its own trace. */
function reasonOf(text: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith('Command failed:'));
  return lines.slice(0, 3).join(' ').trim();
}
