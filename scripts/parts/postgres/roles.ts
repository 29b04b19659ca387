import type pg from 'pg';

/** Makes the role if missing and gives it this password; may be repeated and run by two at once. */
export async function ensureRole(admin: pg.Client, name: string, password: string, rights = ''): Promise<void> {
  const role = admin.escapeIdentifier(name);
  await admin.query(`
    DO $$ BEGIN
      CREATE ROLE ${role} LOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await admin.query(`ALTER ROLE ${role} LOGIN ${rights} PASSWORD ${admin.escapeLiteral(password)}`);
}

/** Makes the database if missing; its owner owns the schema `public` too. */
export async function ensureDatabase(admin: pg.Client, name: string, owner: string): Promise<void> {
  if (await hasDatabase(admin, name)) return;
  await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)} OWNER ${admin.escapeIdentifier(owner)}`);
}

export async function hasDatabase(admin: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return rowCount === 1;
}
