import { companyNameKey } from '../identity/searchable-name.ts';
import type { Bilingual } from '../text.ts';

export const IMPORT_KINDS = ['REGISTRY', 'CREDIT'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface Column {
  readonly key: string;
  readonly label: Bilingual;
  /** Whether a file without this column is refused as a whole. */
  readonly required: boolean;
  /** In characters as people count them. */
  readonly maxLength: number;
}

const column = (key: string, zh: string, en: string, maxLength: number, required = false): Column => ({
  key,
  label: { zh, en },
  required,
  maxLength,
});

/** The columns that a list may have, in the order of the template. */
export const IMPORT_COLUMNS = {
  REGISTRY: [
    column('companyName', '企业名称', 'Company name', 200, true),
    column('creditCode', '统一社会信用代码', 'Credit code', 40, true),
    column('subjectKind', '主体类型', 'Subject kind', 40),
    column('legalRepName', '法定代表人', 'Legal representative', 100),
    column('phone', '联系电话', 'Phone', 40),
    column('email', '电子邮箱', 'E-mail', 254),
    column('address', '企业地址', 'Company address', 500),
    column('unitCode', '归属单位编码', 'Unit code', 40, true),
    column('channelCode', '渠道编码', 'Channel code', 40),
    column('channelName', '渠道名称', 'Channel name', 200),
    column('channelType', '渠道类型编码', 'Channel type', 40),
    column('channelAddress', '渠道地址', 'Channel address', 500),
    column('channelState', '渠道状态', 'Channel state', 40),
  ],
  CREDIT: [
    column('creditCode', '统一社会信用代码', 'Credit code', 40, true),
    column('grade', '信用等级', 'Grade', 10, true),
    column('asOf', '评定日期', 'As of', 40, true),
    column('source', '数据来源', 'Source', 100, true),
  ],
} as const satisfies Record<ImportKind, readonly Column[]>;

/** A row's cells by the key of their column. Null: the cell shows an error of its spreadsheet. */
export type Cells = Readonly<Record<string, string | null>>;

export type HeaderReading =
  | { readonly kind: 'READ'; readonly keys: readonly (string | undefined)[] }
  | { readonly kind: 'MISSING'; readonly columns: readonly string[] }
  | { readonly kind: 'REPEATED'; readonly columns: readonly string[] };

/** Which column stands where. Headers may be Chinese, English or the key itself; columns that are not known are left out. */
export function readHeader(kind: ImportKind, header: readonly (string | null)[]): HeaderReading {
  const columns: readonly Column[] = IMPORT_COLUMNS[kind];
  const named = new Map(
    columns.flatMap(({ key, label }) => [label.zh, label.en, key].map((name) => [companyNameKey(name), key])),
  );
  const keys = header.map((cell) => named.get(companyNameKey(cell ?? '')));
  const repeated = columns.filter(({ key }) => keys.indexOf(key) !== keys.lastIndexOf(key));
  if (repeated.length > 0) return { kind: 'REPEATED', columns: repeated.map(({ key }) => key) };
  const missing = columns.filter(({ key, required }) => required && !keys.includes(key));
  if (missing.length > 0) return { kind: 'MISSING', columns: missing.map(({ key }) => key) };
  return { kind: 'READ', keys };
}

/** Blanks around a cell are no content; a cell or column that is not there is an empty one. */
export function cellsOf(keys: readonly (string | undefined)[], row: readonly (string | null)[]): Cells {
  const cells: Record<string, string | null> = {};
  for (const [index, key] of keys.entries())
    if (key !== undefined) cells[key] = row[index]?.trim() ?? (row[index] === null ? null : '');
  return cells;
}
