import { IMPORT_COLUMNS, type Cells, type Column, type ImportKind } from './columns.ts';
import type { RowError } from './row-errors.ts';

/** Control characters, line breaks included, and halves of characters; none of them belongs into one line of a register. */
const UNFIT = /[\p{Cc}\p{Surrogate}\u2028\u2029]/u;

/** What can be said of each cell by itself. */
export function checkCells(kind: ImportKind, cells: Cells): RowError[] {
  const columns: readonly Column[] = IMPORT_COLUMNS[kind];
  return columns.flatMap(({ key, required, maxLength }): RowError[] => {
    const cell = cells[key];
    if (cell === null) return [{ column: key, code: 'CELL_ERROR' }];
    if (cell === undefined || cell === '') return required ? [{ column: key, code: 'REQUIRED' }] : [];
    if (UNFIT.test(cell)) return [{ column: key, code: 'CHARACTER' }];
    return Array.from(cell).length > maxLength ? [{ column: key, code: 'TOO_LONG' }] : [];
  });
}
