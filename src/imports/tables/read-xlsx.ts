import { readFile } from 'node:fs/promises';
import { read, type CellObject, type DenseWorkSheet } from '@e965/xlsx';
import { assertModestZip } from './inflated-size.ts';
import { isBlank, MOST_ROWS, unreadable, type TableRow } from './table.ts';

/**
 * The rows of the first sheet. Formulas count by the value they had when the file was saved; nothing is computed.
 * @throws Refusal IMPORT_INVALID
 */
export async function readXlsx(path: string): Promise<TableRow[]> {
  const bytes = await readFile(path);
  const names = await assertModestZip(bytes);
  if (!names.includes('xl/workbook.xml')) throw unreadable('NOT_A_TABLE');
  const rows = rowsOf(sheetOf(bytes))
    .map((cells, index) => ({ row: index + 1, cells: Array.from(cells, textOf) }))
    .filter((row) => !isBlank(row));
  if (rows.length > MOST_ROWS + 1) throw unreadable('TOO_MANY_ROWS', { most: MOST_ROWS });
  return rows;
}

/** Empty rows between full ones are read and left out; what lies beyond this is not read, so such a file is refused. */
const MOST_LINES = 2 * MOST_ROWS;

/** Rows that nobody filled are holes in the array; `Array.from` closes them. */
function rowsOf(sheet: DenseWorkSheet): (CellObject | undefined)[][] {
  const isCut = sheet['!fullref'] !== undefined && sheet['!fullref'] !== sheet['!ref'];
  if (isCut) throw unreadable('TOO_MANY_ROWS', { most: MOST_ROWS });
  return Array.from(sheet['!data'], (row: (CellObject | undefined)[] | undefined) => row ?? []);
}

function sheetOf(bytes: Buffer): DenseWorkSheet {
  try {
    const workbook = read(bytes, {
      type: 'buffer',
      dense: true,
      sheets: 0,
      sheetRows: MOST_LINES,
      cellDates: true,
      UTC: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
    });
    const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
    return isDense(sheet) ? sheet : { '!data': [] };
  } catch {
    throw unreadable('NOT_A_TABLE');
  }
}

function isDense(sheet: object | undefined): sheet is DenseWorkSheet {
  return sheet !== undefined && '!data' in sheet && Array.isArray(sheet['!data']);
}

/** Numbers as they are, not as they are shown: 13800000000 stays a telephone number where the sheet shows 1.38E+10. */
function textOf(cell: CellObject | undefined): string | null {
  if (cell?.v === undefined || cell.t === 'z') return '';
  if (cell.t === 'e') return null;
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10);
  return String(cell.v);
}
