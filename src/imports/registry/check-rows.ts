import type { Cells } from '../../domain/imports/columns.ts';
import { readRegistryRow, type RegistryRow } from '../../domain/imports/registry-row.ts';
import type { RowError } from '../../domain/imports/row-errors.ts';
import { RegistryFile } from '../../domain/imports/within-file.ts';
import type { Tx } from '../../persistence/tx.ts';
import { pagesOf, type CheckedRow } from '../checked-row.ts';
import { checkAgainstRecord } from './check-row.ts';
import { readOnRecord } from './on-record.ts';
import { planRow } from './plan-row.ts';

export interface NumberedCells {
  readonly row: number;
  readonly cells: Cells;
}

/** The report of a registry list, row by row, page by page: what applying each row would do, or why it cannot be taken. */
export async function checkRegistryRows(
  tx: Tx,
  rows: readonly NumberedCells[],
  areaIds: readonly string[],
): Promise<CheckedRow[]> {
  const file = new RegistryFile();
  const named = new Set<string>();
  const checked: CheckedRow[] = [];
  for (const page of pagesOf(rows)) {
    const readings = page.map(({ row, cells }) => ({ row, reading: readRegistryRow(cells) }));
    const wellFormed = readings.flatMap(({ reading }) => (reading.kind === 'READ' ? [reading.row] : []));
    const record = await readOnRecord(tx, wellFormed, areaIds);
    for (const { row, reading } of readings) {
      if (reading.kind === 'FAULTY') {
        checked.push(faulty(row, reading.errors));
        continue;
      }
      const errors = [...file.add(row, reading.row), ...checkAgainstRecord(reading.row, record)];
      if (errors.length > 0) checked.push(faulty(row, errors, reading.row));
      else checked.push({ row, ...planRow(reading.row, record, !named.has(reading.row.creditCode)), errors: [] });
      named.add(reading.row.creditCode);
    }
  }
  return checked;
}

/** What could be read stays in the report, so that the row can be found again. */
function faulty(row: number, errors: readonly RowError[], read?: RegistryRow): CheckedRow {
  const company = { creditCode: read?.creditCode ?? null, name: read?.companyName ?? null };
  const channel = read?.channel ? { code: read.channel.code, name: read.channel.name } : null;
  return { row, action: 'ERROR', data: { company, channel }, errors };
}
