import { deflateRawSync } from 'node:zlib';
import { utils, write, type CellObject } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';
import type { Caller } from '../../support/api.ts';

export const REGISTRY_HEADER = [
  '企业名称',
  '统一社会信用代码',
  '主体类型',
  '法定代表人',
  '联系电话',
  '电子邮箱',
  '企业地址',
  '归属单位编码',
  '渠道编码',
  '渠道名称',
  '渠道类型编码',
  '渠道地址',
  '渠道状态',
];

export type Cell = string | number | boolean | Date | null;
export type Row = readonly Cell[];

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** `cells` replaces single ones by address: formulas, errors. */
export function xlsx(rows: readonly Row[], cells: Readonly<Record<string, CellObject>> = {}): Upload {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { UTC: true },
  );
  utils.book_append_sheet(book, Object.assign(sheet, cells), '登记库');
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  if (!Buffer.isBuffer(bytes)) throw new Error('No workbook was written');
  return { name: '登记库.xlsx', type: 'application/octet-stream', bytes };
}

/** A ZIP of a few hundred kilobytes whose one entry unpacks to 300 MB of nothing, and says that it is small. */
export function bomb(): Buffer {
  const name = Buffer.from('xl/workbook.xml');
  const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(8, 4);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(10, 18);
  header.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), header, name, packed]);
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.alloc(2), header, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

export function csv(rows: readonly Row[], encoding = 'utf8', name = '登记库.csv'): Upload {
  const text = rows
    .map((row) => row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
  return { name, type: 'text/csv', bytes: iconv.encode(text, encoding) };
}

/** A valid credit code for every number below a million. */
export function creditCode(number: number): string {
  return completeCreditCode(`91990000${organisationCode(`MD${String(number).padStart(6, '0')}`)}`);
}

/** A full row of the registry list. */
export function registryRow(number: number, unit = 'county-0101', change: Partial<Record<number, Cell>> = {}): Row {
  const row: Cell[] = [
    `导入${number}通信有限公司`,
    creditCode(number),
    '企业',
    '张三丰',
    '13800138000',
    `office${number}@example.com`,
    '人民路 1 号',
    unit,
    `IMP-${String(number).padStart(6, '0')}`,
    `导入${number}营业部`,
    'AGENT',
    '人民路 2 号',
    '正常',
  ];
  for (const [index, cell] of Object.entries(change)) row[Number(index)] = cell ?? null;
  return row;
}

export interface Checked {
  importId: string;
  state: string;
  rowCount: number;
  errorCount: number;
  newCount: number;
  changeCount: number;
}

export interface ReportRow {
  row: number;
  action: string;
  creditCode: string | null;
  companyName: string | null;
  channelCode: string | null;
  errors: { column: string; columnLabel: string; code: string; otherRow: number | null; text: string }[];
}

export function upload(by: Caller, file: Upload, kind = 'REGISTRY', key?: string) {
  return by.upload<Checked & { code?: string; facts?: Record<string, unknown> }>(
    `/imports?kind=${kind}`,
    file,
    key === undefined ? {} : { key },
  );
}

export async function report(by: Caller, importId: string, query = ''): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { status: number; body: { items: ReportRow[]; next: string | null } } = await by.get(
      `/imports/${importId}/rows?limit=100${query}${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    if (page.status !== 200) throw new Error(`The report answers ${page.status}`);
    rows.push(...page.body.items);
    cursor = page.body.next;
  }
  return rows;
}
