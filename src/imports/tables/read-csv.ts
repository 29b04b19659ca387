import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { detectEncoding } from './decode-text.ts';
import { isBlank, MOST_ROWS, unreadable, type TableRow } from './table.ts';

/** Ragged rows are allowed: a missing cell is an empty one. */
const OPTIONS = { relax_column_count: true, skip_empty_lines: false, max_record_size: 100_000 } as const;

/**
 * The rows of a CSV file; row numbers count records, as a spreadsheet that opens it does. `isHeader` tells a known header, by
 * which the encoding is recognised.
 * @throws Refusal IMPORT_INVALID
 */
export async function readCsv(path: string, isHeader: (cells: readonly string[]) => boolean): Promise<TableRow[]> {
  const bytes = await readFile(path);
  const encoding = detectEncoding(bytes, (beginning) => isHeader(firstRecord(beginning)));
  if (encoding === undefined) throw unreadable('ENCODING');
  // Read again in small pieces, so that other requests get their turn between them.
  const parser = createReadStream(path, { start: encoding.bom })
    .pipe(iconv.decodeStream(encoding.name))
    .pipe(parse(OPTIONS));
  const rows: TableRow[] = [];
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      if (!isBlank({ row: number, cells })) rows.push({ row: number, cells });
      if (rows.length > MOST_ROWS + 1) throw unreadable('TOO_MANY_ROWS', { most: MOST_ROWS });
    }
  } catch (error) {
    if (isCsvError(error)) throw unreadable('MALFORMED', { row: number + 1 });
    throw error;
  }
  return rows;
}

function firstRecord(text: string): string[] {
  try {
    const records: string[][] = parseNow(text, { ...OPTIONS, to: 1 });
    return records[0] ?? [];
  } catch {
    return [];
  }
}

function isCsvError(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('CSV_');
}
