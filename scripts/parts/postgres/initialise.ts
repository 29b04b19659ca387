import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { saysDiskFull } from '../machine/disk.ts';
import type { SystemUser } from '../machine/launch.ts';
import { messageOf, StartError } from '../machine/start-error.ts';
import { postgresMajor, type PostgresBinaries } from './binaries.ts';
import { assertUserEnters, giveDirectory } from './server-user.ts';

export interface Cluster {
  directory: string;
  password: string;
  binaries: PostgresBinaries;
  user: SystemUser | undefined;
}

/** True for a finished cluster of our major version, false for none; throws the sentence for another major version. */
export function hasCluster(directory: string): boolean {
  const file = path.join(directory, 'PG_VERSION');
  if (!fs.existsSync(file)) return false;
  const major = fs.readFileSync(file, 'utf8').trim();
  if (major === postgresMajor) return true;
  throw new StartError(
    `The data directory ${directory} belongs to PostgreSQL ${major}, this product runs PostgreSQL ${postgresMajor}: upgrade it with pg_upgrade, or begin anew with npm start -- --reset.`,
  );
}

/** Makes a new cluster beside its place and moves it there when it is whole, so that a killed start leaves no half one. */
export async function initialiseCluster(cluster: Cluster): Promise<void> {
  const draft = `${cluster.directory}.new`;
  const passwordFile = `${cluster.directory}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true, mode: 0o700 });
  giveDirectory(cluster.user, draft);
  assertUserEnters(cluster.user, draft);
  assertUserEnters(cluster.user, path.dirname(cluster.binaries.initdb));
  fs.writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  giveDirectory(cluster.user, passwordFile);
  try {
    await promisify(execFile)(cluster.binaries.initdb, initdbArguments(draft, passwordFile), {
      cwd: draft,
      ...cluster.user,
    });
  } catch (error) {
    throw initialiseError(draft, error);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(draft, cluster.directory);
}

/** The built-in UTF-8 locale gives the same order and case rules on every platform. */
function initdbArguments(draft: string, passwordFile: string): string[] {
  return [
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
}

function initialiseError(draft: string, error: unknown): StartError {
  const text = messageOf(error);
  if (saysDiskFull(text))
    return new StartError(`The disk of ${draft} became full while PostgreSQL made its data directory.`);
  return new StartError(`PostgreSQL could not make its data directory: ${text.trim().split('\n').at(-1) ?? ''}`);
}
