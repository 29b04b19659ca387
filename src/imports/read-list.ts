import { cellsOf, readHeader, type ImportKind } from '../domain/imports/columns.ts';
import { Refusal } from '../domain/refusal.ts';
import { detectType } from '../files/true-type.ts';
import type { NumberedCells } from './registry/check-rows.ts';
import { readCsv } from './tables/read-csv.ts';
import { readXlsx } from './tables/read-xlsx.ts';
import { unreadable, type TableRow } from './tables/table.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV_TYPE = 'text/csv';

export interface ReadList {
  readonly mime: string;
  readonly rows: readonly NumberedCells[];
}

/**
 * A file that claims to be a list, as its rows. Its own bytes say what it is, not its name.
 * @throws Refusal FILE_TYPE_REFUSED, IMPORT_INVALID
 */
export async function readList(kind: ImportKind, path: string): Promise<ReadList> {
  const detected = await detectType(path);
  const mime = mimeOf(detected);
  const isHeader = (cells: readonly string[]): boolean => readHeader(kind, cells).kind === 'READ';
  const table = mime === XLSX_TYPE ? await readXlsx(path) : await readCsv(path, isHeader);
  return { mime, rows: underHeader(kind, table) };
}

/** A CSV file has no signature: what shows none is read as one. Some writers order an XLSX so that it shows as a plain ZIP. */
function mimeOf(detected: string | undefined): string {
  if (detected === undefined) return CSV_TYPE;
  if (detected === XLSX_TYPE || detected === 'application/zip') return XLSX_TYPE;
  throw new Refusal('FILE_TYPE_REFUSED', { types: [XLSX_TYPE, CSV_TYPE], detected });
}

function underHeader(kind: ImportKind, [first, ...rows]: readonly TableRow[]): NumberedCells[] {
  if (first === undefined) throw unreadable('EMPTY');
  const header = readHeader(kind, first.cells);
  if (header.kind !== 'READ') {
    throw new Refusal('IMPORT_INVALID', { reason: `COLUMNS_${header.kind}`, columns: header.columns });
  }
  if (rows.length === 0) throw unreadable('EMPTY');
  return rows.map(({ row, cells }) => ({ row, cells: cellsOf(header.keys, cells) }));
}
