import { migrate } from '../parts/migrate.ts';
import { databaseUrl, withConnection, type DatabaseAddress } from '../parts/postgres/connect.ts';
import { ensureDatabase, ensureRole } from '../parts/postgres/roles.ts';
import type { Secrets } from './secrets.ts';

export interface ProductDatabase {
  /** For the API and the worker: a role that owns no table. */
  appUrl: string;
  /** For migrations and demo data: the role that owns the tables. */
  ownerUrl: string;
}

/** The superuser's way into the server. */
export function adminAddress(port: number, secrets: Secrets): DatabaseAddress {
  return { port, user: 'postgres', password: secrets.databaseAdmin, database: 'postgres' };
}

/** Makes the two roles and the database where they are missing and applies the migrations; gives the names of new ones. */
export async function prepareDatabase(port: number, secrets: Secrets): Promise<readonly string[]> {
  await withConnection(adminAddress(port, secrets), async (admin) => {
    // The owner may make databases so that `prisma migrate dev` can check migrations in a scratch one.
    await ensureRole(admin, 'qudao_owner', secrets.databaseOwner, 'CREATEDB');
    await ensureRole(admin, 'qudao_app', secrets.databaseApp);
    await ensureDatabase(admin, 'qudao', 'qudao_owner');
  });
  return migrate(productDatabase(port, secrets).ownerUrl);
}

export function productDatabase(port: number, secrets: Secrets): ProductDatabase {
  const urlOf = (user: string, password: string): string => databaseUrl({ port, user, password, database: 'qudao' });
  return {
    appUrl: urlOf('qudao_app', secrets.databaseApp),
    ownerUrl: urlOf('qudao_owner', secrets.databaseOwner),
  };
}
