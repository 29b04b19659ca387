import { businessDate } from '../../domain/admission/business-date.ts';
import { readCreditRow, type CreditRow } from '../../domain/imports/credit-row.ts';
import type { RowError } from '../../domain/imports/row-errors.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { pagesOf, type CheckedRow } from '../checked-row.ts';
import type { NumberedCells } from '../registry/check-rows.ts';

type CreditOnRecord = CreditRow & Facts;

/** The report of a credit list (CRD-05). A grade older than the one on record is refused, not dropped in silence. */
export async function checkCreditRows(tx: Tx, rows: readonly NumberedCells[], now: Date): Promise<CheckedRow[]> {
  const today = businessDate(now);
  const seen = new Map<string, number>();
  const checked: CheckedRow[] = [];
  for (const page of pagesOf(rows)) {
    const readings = page.map(({ row, cells }) => ({ row, reading: readCreditRow(cells, today) }));
    const wellFormed = readings.flatMap(({ reading }) => (reading.kind === 'READ' ? [reading.row] : []));
    const record = await readCreditOnRecord(tx, wellFormed);
    for (const { row, reading } of readings) {
      if (reading.kind === 'FAULTY') {
        checked.push({ row, action: 'ERROR', data: {}, errors: reading.errors });
        continue;
      }
      const { creditCode } = reading.row;
      const known = record.get(creditCode);
      const errors = errorsOf(reading.row, known, seen.get(creditCode));
      if (!seen.has(creditCode)) seen.set(creditCode, row);
      checked.push({
        row,
        action: actionOf(reading.row, known, errors),
        data: { ...reading.row, known: known ?? null },
        errors,
      });
    }
  }
  return checked;
}

async function readCreditOnRecord(tx: Tx, rows: readonly CreditRow[]): Promise<Map<string, CreditOnRecord>> {
  const known = await tx.rows<CreditOnRecord>(
    `SELECT k.credit_code AS "creditCode", k.grade, k.as_of AS "asOf", k.source
     FROM unnest($1::text[]) AS named(code) JOIN credit_record k ON k.credit_code = named.code`,
    [rows.map(({ creditCode }) => creditCode)],
  );
  return new Map(known.map((one) => [one.creditCode, one]));
}

function errorsOf(row: CreditRow, known: CreditRow | undefined, otherRow: number | undefined): RowError[] {
  if (otherRow !== undefined) return [{ column: 'creditCode', code: 'DUPLICATE_IN_FILE', otherRow }];
  return known !== undefined && row.asOf < known.asOf ? [{ column: 'asOf', code: 'OLDER_THAN_RECORD' }] : [];
}

function actionOf(row: CreditRow, known: CreditRow | undefined, errors: readonly RowError[]): CheckedRow['action'] {
  if (errors.length > 0) return 'ERROR';
  if (known === undefined) return 'CREATE';
  return row.grade === known.grade && row.asOf === known.asOf && row.source === known.source ? 'SAME' : 'UPDATE';
}
