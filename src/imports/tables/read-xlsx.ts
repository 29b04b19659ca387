import { readFile } from 'node:fs/promises';
import { assertModestZip } from './inflated-size.ts';
import { readFirstSheet } from './sheet-thread.ts';
import { isBlank, MOST_ROWS, unreadable, type TableRow } from './table.ts';

/** Empty lines between full ones are read and left out; what lies beyond this is not read, so such a file is refused. */
const MOST_LINES = 2 * MOST_ROWS;

/**
 * The rows of the first sheet. Formulas count by the value they had when the file was saved; nothing is computed.
 * @throws Refusal IMPORT_INVALID
 */
export async function readXlsx(path: string): Promise<TableRow[]> {
  const bytes = await readFile(path);
  const names = await assertModestZip(bytes);
  if (!names.includes('xl/workbook.xml')) throw unreadable('NOT_A_TABLE');
  const { rows: lines, isCut } = await readFirstSheet(bytes, MOST_LINES);
  const rows = lines.map((cells, index) => ({ row: index + 1, cells })).filter((row) => !isBlank(row));
  if (isCut || rows.length > MOST_ROWS + 1) throw unreadable('TOO_MANY_ROWS', { most: MOST_ROWS });
  return rows;
}
