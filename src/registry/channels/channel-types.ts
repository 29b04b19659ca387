import type { Tx } from '../../persistence/tx.ts';

/** The type itself and every type below it: whoever looks for own halls wants the community halls too (TAX-01, TAX-09). */
export async function typesBelow(sql: Tx, code: string): Promise<string[]> {
  const rows = await sql.rows<{ code: string }>(
    `WITH RECURSIVE below AS (
       SELECT code FROM channel_type WHERE code = $1
       UNION SELECT t.code FROM channel_type t JOIN below b ON t.parent_code = b.code)
     SELECT code FROM below`,
    [code],
  );
  return rows.map((row) => row.code);
}
