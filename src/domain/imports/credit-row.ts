import { plainText } from '../identity/normalise.ts';
import { checkCells } from './check-cells.ts';
import type { Cells } from './columns.ts';
import { readCreditCode, type RowReading } from './registry-row.ts';
import type { RowError } from './row-errors.ts';

/** A line of the credit registry (CRD-05). */
export interface CreditRow {
  readonly creditCode: string;
  readonly grade: string;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly source: string;
}

const GRADES = ['A', 'B', 'C', 'D'];

/** `today` is the date in China after which nothing can have been graded. */
export function readCreditRow(cells: Cells, today: string): RowReading<CreditRow> {
  const errors = [...checkCells('CREDIT', cells)];
  const faulty = new Set(errors.map(({ column }) => column));
  const text = (column: string): string | null => (faulty.has(column) || !cells[column] ? null : cells[column]);
  const refuse = (column: string, code: RowError['code']): null => {
    errors.push({ column, code });
    return null;
  };

  const creditCode = readCreditCode(text('creditCode'), refuse);
  const grade = plainText(text('grade') ?? '').toUpperCase();
  if (grade !== '' && !GRADES.includes(grade)) refuse('grade', 'GRADE_UNKNOWN');
  const given = text('asOf');
  const asOf = given === null ? '' : (readDate(given) ?? refuse('asOf', 'DATE_INVALID') ?? '');
  if (asOf > today) refuse('asOf', 'DATE_IN_FUTURE');
  if (errors.length > 0) return { kind: 'FAULTY', errors };
  return { kind: 'READ', row: { creditCode, grade, asOf, source: text('source') ?? '' } };
}

/** `2026-03-04`, `2026/3/4`, `2026.3.4` or `2026年3月4日`; undefined for a day that no calendar has. */
export function readDate(text: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plainText(text));
  if (match === null) return undefined;
  const [year = '', month = '', day = ''] = match.slice(1);
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date) ? date : undefined;
}
