// Applies prisma/migrations at deploy time without the Prisma CLI, as the owner of the tables.
import fs from 'node:fs';
import path from 'node:path';
import { createDatabase } from './databases.mjs';
import { createEngine } from './prisma-engine.mjs';

const url = process.env['MIGRATION_DATABASE_URL'] ?? process.env['DATABASE_URL'];
if (!url) throw new Error('MIGRATION_DATABASE_URL is not set');

try {
  await createDatabase(url);
  const engine = await createEngine(url, undefined);
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: readMigrations(path.join(import.meta.dirname, '../../prisma/migrations')),
    filters: { externalTables: [], externalEnums: [] },
  });
  console.log(JSON.stringify({ applied: appliedMigrationNames }));
  // The engine keeps its connection open.
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function readMigrations(baseDir) {
  const lockfile = 'migration_lock.toml';
  return {
    baseDir,
    lockfile: { path: lockfile, content: fs.readFileSync(path.join(baseDir, lockfile), 'utf8') },
    migrationDirectories: fs
      .readdirSync(baseDir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({ path: name, migrationFile: readMigration(path.join(baseDir, name)) })),
    shadowDbInitScript: '',
  };
}

function readMigration(directory) {
  const name = 'migration.sql';
  return { path: name, content: { tag: 'ok', value: fs.readFileSync(path.join(directory, name), 'utf8') } };
}
