import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { SystemUser } from '../machine/launch.ts';
import { StartError } from '../machine/start-error.ts';

const userName = 'postgres';

/** PostgreSQL refuses to run as root: then the system user `postgres`, made when missing; else undefined (oneself). */
export function findServerUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUpUser() ?? createUser();
}

/** Throws when that user may not enter a directory; a folder only root may enter hides everything below it. */
export function assertUserEnters(user: SystemUser | undefined, directory: string): void {
  if (user === undefined) return;
  const closed = ancestors(fs.realpathSync(directory)).find((folder) => !mayEnter(user, folder));
  if (closed === undefined) return;
  throw new StartError(
    `PostgreSQL runs as the user "${userName}", who may not enter ${closed}: put the project and its data elsewhere, or run chmod o+x ${closed}.`,
  );
}

/** Gives a directory and what is in it to that user. */
export function giveDirectory(user: SystemUser | undefined, directory: string): void {
  if (user !== undefined) fs.chownSync(directory, user.uid, user.gid);
}

function lookUpUser(): SystemUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const found = spawnSync('id', [flag, userName], { encoding: 'utf8' });
    return found.status === 0 ? Number(found.stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function createUser(): SystemUser {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', userName], { stdio: 'ignore' });
  } catch {
    throw new StartError(
      `PostgreSQL cannot run as root and the user "${userName}" could not be made: start as another user.`,
    );
  }
  const user = lookUpUser();
  if (user === undefined) throw new StartError(`The user "${userName}" was made but is not found.`);
  return user;
}

function ancestors(directory: string): string[] {
  const parent = path.dirname(directory);
  return parent === directory ? [directory] : [...ancestors(parent), directory];
}

function mayEnter(user: SystemUser, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { uid: user.uid, gid: user.gid }).status === 0;
}
