import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../parts/machine/repository.ts';
import { StartError } from '../parts/machine/start-error.ts';

const versionFile = z.object({
  /** Of the product that used the directory last. */
  product: z.string().regex(/^\d+\.\d+\.\d+/),
  /** Name of the last applied migration, if any. */
  migration: z.string().nullable(),
});

type DataVersion = z.infer<typeof versionFile>;

/**
 * What may lie in an unused directory and outlives a reset: the test runs' folder in the default one, the launcher's lock, and the
 * authority that phones have been told to trust.
 */
export const keptEntries: readonly string[] = ['test', 'launcher.lock', 'tls'];

/**
 * Claims the directory for this version of the product. Throws a `StartError` for a directory of a newer version, whose
 * tables this one does not know, and for one that holds something else: a reset would delete that.
 */
export function claimDataDirectory(directory: string): void {
  const own = ownVersion();
  const found = readDataVersion(directory);
  if (found === undefined) assertUnused(directory);
  else if (isNewer(found, own)) {
    throw new StartError(
      `The data directory ${directory} was used by version ${found.product} (${found.migration ?? 'no migration'}), this is version ${own.product}: start the newer version, or begin anew with npm start -- --reset.`,
    );
  }
  fs.mkdirSync(directory, { recursive: true });
  writeDataVersion(directory, { product: own.product, migration: found?.migration ?? null });
}

/** Notes that all migrations of this version are applied. */
export function noteMigrated(directory: string): void {
  writeDataVersion(directory, ownVersion());
}

/** Throws a `StartError` for a directory that holds something other than this product's data. */
export function assertOwnDirectory(directory: string): void {
  if (readDataVersion(directory) === undefined) assertUnused(directory);
}

function readDataVersion(directory: string): DataVersion | undefined {
  const file = path.join(directory, 'version.json');
  if (!fs.existsSync(file)) return undefined;
  try {
    return versionFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(`${file} is damaged: restore it, or remove ${directory}.`);
  }
}

function writeDataVersion(directory: string, version: DataVersion): void {
  const file = path.join(directory, 'version.json');
  fs.writeFileSync(`${file}.new`, JSON.stringify(version));
  fs.renameSync(`${file}.new`, file);
}

function assertUnused(directory: string): void {
  if (!fs.existsSync(directory)) return;
  if (fs.readdirSync(directory).every((name) => keptEntries.includes(name))) return;
  throw new StartError(`${directory} is neither empty nor a data directory of Qudao: set QUDAO_DATA to another one.`);
}

function ownVersion(): DataVersion {
  const packageFile = z.object({ version: z.string() });
  const { version } = packageFile.parse(JSON.parse(fs.readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')));
  return { product: version, migration: knownMigrations().at(-1) ?? null };
}

function knownMigrations(): string[] {
  const folder = path.join(repositoryRoot, 'prisma/migrations');
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Migration names begin with their time, so the order of names is the order of time. */
function isNewer(found: DataVersion, own: DataVersion): boolean {
  const byProduct = found.product.localeCompare(own.product, 'en', { numeric: true });
  return byProduct > 0 || (found.migration ?? '') > (own.migration ?? '');
}
