import { createRequire } from 'node:module';
import { Worker, type MessagePort } from 'node:worker_threads';
import type * as Xlsx from '@e965/xlsx';
import { unreadable } from './table.ts';

export type SheetRow = (string | null)[];

/** What the thread sends: pages of rows, and at the end whether there were more lines than it may read. */
type ThreadMessage = { readonly rows: SheetRow[] } | { readonly isCut: boolean };

/** Enough for the longest list allowed; a workbook that needs more takes the thread down, not the process. */
const MOST_MEGABYTES = 768;

/**
 * The lines of a workbook's first sheet, blank ones included. The library reads a workbook in one go, which for a long list takes
 * seconds, so it does that in a thread of its own.
 * @throws Refusal IMPORT_INVALID
 */
export async function readFirstSheet(bytes: Buffer, mostLines: number): Promise<{ rows: SheetRow[]; isCut: boolean }> {
  const library = createRequire(import.meta.url).resolve('@e965/xlsx');
  const program = `const { parentPort, workerData } = require('node:worker_threads');
    (${readSheet.toString()})(require(workerData.library), parentPort, workerData);`;
  const worker = new Worker(program, {
    eval: true,
    env: {},
    execArgv: [],
    workerData: { library, bytes, mostLines },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const rows: SheetRow[] = [];
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: ThreadMessage) => {
        if ('rows' in message) for (const row of message.rows) rows.push(row);
        else resolve({ rows, isCut: message.isCut });
      });
      worker.on('error', (error: unknown) => {
        reject(unreadable(isOutOfMemory(error) ? 'TOO_LARGE_INSIDE' : 'NOT_A_TABLE'));
      });
      worker.on('exit', () => {
        reject(unreadable('NOT_A_TABLE'));
      });
    });
  } finally {
    await worker.terminate();
  }
}

interface ThreadTask {
  readonly bytes: Uint8Array;
  readonly mostLines: number;
}

/** Goes to the thread as text, so it uses nothing but its parameters. */
function readSheet({ read }: typeof Xlsx, port: MessagePort, { bytes, mostLines }: ThreadTask): void {
  const workbook = read(bytes, {
    type: 'array',
    dense: true,
    sheets: 0,
    sheetRows: mostLines,
    cellDates: true,
    UTC: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
  });
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
  const lines: (Xlsx.CellObject | undefined)[][] = Array.isArray(sheet?.['!data']) ? sheet['!data'] : [];
  // Numbers as they are, not as they are shown: 13800000000 stays a telephone number where the sheet shows 1.38E+10.
  const textOf = (cell: Xlsx.CellObject | undefined): string | null => {
    if (cell?.v === undefined || cell.t === 'z') return '';
    if (cell.t === 'e') return null;
    return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : String(cell.v);
  };
  for (let from = 0; from < lines.length; from += 1_000) {
    // Lines and cells that nobody filled are holes in their arrays; `Array.from` closes them.
    const page = Array.from(lines.slice(from, from + 1_000), (line: (Xlsx.CellObject | undefined)[] | undefined) =>
      Array.from(line ?? [], textOf),
    );
    port.postMessage({ rows: page });
  }
  port.postMessage({ isCut: sheet?.['!fullref'] !== undefined && sheet['!fullref'] !== sheet['!ref'] });
}

function isOutOfMemory(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
