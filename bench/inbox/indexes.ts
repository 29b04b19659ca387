import type pg from 'pg';

/** Without the indexes that no constraint needs while `work` fills the tables: building them afterwards costs a fraction. */
export async function withoutIndexes(
  client: pg.Client,
  tables: readonly string[],
  report: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relname = ANY ($1) AND t.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  await work();
  for (const { name, definition } of rows) {
    report(`index ${name}`);
    await client.query(definition);
  }
}
