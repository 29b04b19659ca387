import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

const noSuchDatabase = '3D000';

/** Runs `use` on a connection to the maintenance database of the same server. */
export async function withMaintenance(url, use) {
  const address = new URL(url);
  address.pathname = '/postgres';
  address.searchParams.delete('schema');
  const client = new pg.Client({ connectionString: address.toString() });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** True when the database is there; throws when the server cannot be reached or refuses the log-in. */
export async function databaseExists(url) {
  const client = new pg.Client(parseIntoClientConfig(url));
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error.code === noSuchDatabase) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the database of the address if it is missing. */
export async function createDatabase(url) {
  const databaseName = nameOf(url);
  if (!(await databaseExists(url))) {
    await withMaintenance(url, (client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(databaseName)}`));
  }
  return { databaseName };
}

export function nameOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';
}
