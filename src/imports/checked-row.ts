import type { RowError } from '../domain/imports/row-errors.ts';
import type { Facts } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

export type RowAction = 'CREATE' | 'UPDATE' | 'SAME' | 'ERROR';

/** One row of the report, and what applying it will write. */
export interface CheckedRow {
  readonly row: number;
  readonly action: RowAction;
  readonly data: Facts;
  readonly errors: readonly RowError[];
}

const PAGE = 1_000;

export function pagesOf<Item>(items: readonly Item[], size = PAGE): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, page) =>
    items.slice(page * size, (page + 1) * size),
  );
}

export async function insertRows(tx: Tx, importId: string, rows: readonly CheckedRow[]): Promise<void> {
  for (const page of pagesOf(rows)) {
    await tx.run(
      `INSERT INTO import_row (import_id, row, action, data, errors)
       SELECT $1, r.row, r.action, r.data, r.errors
       FROM jsonb_to_recordset($2::jsonb) AS r(row int, action text, data jsonb, errors jsonb)`,
      [importId, JSON.stringify(page)],
    );
  }
}
