import pg from 'pg';
import { loopback } from '../machine/ports.ts';

export interface DatabaseAddress {
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The connection string of a database of the server on this machine. */
export function databaseUrl({ port, user, password, database }: DatabaseAddress): string {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${loopback}:${port}/${encodeURIComponent(database)}`;
}

/** Runs `use` on a connection of its own. */
export async function withConnection<T>(address: DatabaseAddress, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl(address), connectionTimeoutMillis: 10_000 });
  // A server that goes away also fails the query that is under way; without a listener Node would end on it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
