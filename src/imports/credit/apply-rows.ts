import type { Tx } from '../../persistence/tx.ts';

const ROW = `jsonb_to_record(r.data) AS d("creditCode" text, grade text, "asOf" date, source text, known jsonb)`;

export async function lockCredit(tx: Tx, importId: string): Promise<void> {
  await tx.run(
    `SELECT credit_code FROM credit_record WHERE credit_code IN (SELECT r.data ->> 'creditCode' FROM import_row r WHERE r.import_id = $1)
     ORDER BY credit_code FOR NO KEY UPDATE`,
    [importId],
  );
}

/** Rows whose grade on record was loaded or changed after the check. At most ten. */
export async function staleCreditRows(tx: Tx, importId: string): Promise<number[]> {
  const rows = await tx.rows<{ row: number }>(
    `SELECT r.row FROM import_row r, ${ROW} LEFT JOIN credit_record k ON k.credit_code = d."creditCode"
     WHERE r.import_id = $1 AND (k.grade, k.as_of, k.source) IS DISTINCT FROM (d.known ->> 'grade', (d.known ->> 'asOf')::date, d.known ->> 'source')
     ORDER BY r.row LIMIT 10`,
    [importId],
  );
  return rows.map(({ row }) => row);
}

export async function applyCreditRows(tx: Tx, importId: string, now: Date): Promise<void> {
  await tx.run(
    `INSERT INTO credit_record (credit_code, grade, as_of, source, import_id, loaded_at)
     SELECT d."creditCode", d.grade, d."asOf", d.source, $1, $2 FROM import_row r, ${ROW}
     WHERE r.import_id = $1 AND r.action IN ('CREATE', 'UPDATE') ORDER BY r.row
     ON CONFLICT (credit_code) DO UPDATE SET grade = excluded.grade, as_of = excluded.as_of, source = excluded.source,
       import_id = excluded.import_id, loaded_at = excluded.loaded_at`,
    [importId, now],
  );
}
