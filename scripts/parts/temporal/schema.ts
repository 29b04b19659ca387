import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { withConnection, type DatabaseAddress } from '../postgres/connect.ts';
import { ensureRole, hasDatabase } from '../postgres/roles.ts';
import { loopback } from '../machine/ports.ts';

export interface TemporalDatabase {
  /** Superuser of the server that holds the two databases. */
  admin: DatabaseAddress;
  /** Password of the role `qudao_temporal`, which owns them. */
  password: string;
  sqlTool: string;
}

export const temporalRole = 'qudao_temporal';

/** Databases of the server, with the folder and the version of their schema in server 1.32. */
export const temporalDatabases = [
  { name: 'temporal', folder: 'postgresql/v12/temporal', version: '1.19' },
  { name: 'temporal_visibility', folder: 'postgresql/v12/visibility', version: '1.14' },
] as const;

type SchemaDatabase = (typeof temporalDatabases)[number];

/** Makes and upgrades both databases; does nothing where the schema is already the one of our server version. */
export async function prepareTemporalDatabases(database: TemporalDatabase): Promise<void> {
  await withConnection(database.admin, (admin) => ensureRole(admin, temporalRole, database.password));
  await Promise.all(temporalDatabases.map((schema) => prepareDatabase(database, schema)));
}

async function prepareDatabase(database: TemporalDatabase, schema: SchemaDatabase): Promise<void> {
  const exists = await withConnection(database.admin, (admin) => hasDatabase(admin, schema.name));
  if (!exists) await createDatabase(database, schema);
  else if ((await schemaVersion(database, schema.name)) !== schema.version)
    await runTool(database, schema.name, updateArguments(schema));
}

/** The schema is laid into a draft that gets its name when it is whole: a killed start leaves no half schema behind. */
async function createDatabase(database: TemporalDatabase, schema: SchemaDatabase): Promise<void> {
  const draft = `${schema.name}_new`;
  await withConnection(database.admin, async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft} OWNER ${temporalRole}`);
  });
  await runTool(database, draft, ['setup-schema', '--version', '0.0']);
  await runTool(database, draft, updateArguments(schema));
  // The schema's version is noted under the name of the database.
  await withConnection({ ...database.admin, database: draft }, (client) =>
    client.query('UPDATE schema_version SET db_name = $1', [schema.name]),
  );
  await withConnection(database.admin, (admin) => admin.query(`ALTER DATABASE ${draft} RENAME TO ${schema.name}`));
}

async function schemaVersion(database: TemporalDatabase, name: string): Promise<string | undefined> {
  return withConnection({ ...database.admin, database: name }, async (client) => {
    const { rows } = await client.query<{ curr_version: string }>(
      'SELECT curr_version FROM schema_version WHERE db_name = $1',
      [name],
    );
    return rows[0]?.curr_version;
  });
}

function updateArguments(schema: SchemaDatabase): string[] {
  return ['update-schema', '--schema-name', schema.folder];
}

async function runTool(database: TemporalDatabase, name: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(database.sqlTool, args, {
    env: {
      ...process.env,
      SQL_PLUGIN: 'postgres12_pgx',
      SQL_HOST: loopback,
      SQL_PORT: String(database.admin.port),
      SQL_USER: temporalRole,
      SQL_PASSWORD: database.password,
      SQL_DATABASE: name,
    },
  });
}
