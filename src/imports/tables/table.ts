import { Refusal } from '../../domain/refusal.ts';

/** A row as it stands in the file: its number as spreadsheets count, and its cells. Null: the cell shows an error of its own. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly (string | null)[];
}

/** More rows than this are several lists. The header is not counted. */
export const MOST_ROWS = 50_000;

export type Unreadable = 'NOT_A_TABLE' | 'ENCODING' | 'MALFORMED' | 'EMPTY' | 'TOO_MANY_ROWS' | 'TOO_LARGE_INSIDE';

/** The whole file is of no use. */
export function unreadable(reason: Unreadable, facts: Refusal['facts'] = {}): Refusal {
  return new Refusal('IMPORT_INVALID', { reason, ...facts });
}

export function isBlank({ cells }: TableRow): boolean {
  return cells.every((cell) => cell?.trim() === '');
}
