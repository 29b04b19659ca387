import { emailSchema } from '../identity/contact.ts';
import { checkCreditCode } from '../identity/credit-code.ts';
import { plainText } from '../identity/normalise.ts';
import type { SubjectKind } from '../registry/channel-type.ts';
import { checkCells } from './check-cells.ts';
import type { Cells } from './columns.ts';
import type { RowError } from './row-errors.ts';

export type ImportedChannelState = 'PREPARING' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED';

/** A row of the registry list as it reads, before anything on record is looked at. Null: the cell is empty, what is on record stays. */
export interface RegistryRow {
  readonly companyName: string;
  readonly creditCode: string;
  readonly subjectKind: SubjectKind | null;
  readonly legalRepName: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly unitCode: string;
  readonly channel: RegistryChannel | null;
}

export interface RegistryChannel {
  readonly code: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly address: string | null;
  readonly state: ImportedChannelState | null;
}

const SUBJECT_KINDS: ReadonlyMap<string, SubjectKind> = new Map([
  ['ENTERPRISE', 'ENTERPRISE'],
  ['企业', 'ENTERPRISE'],
  ['INDIVIDUAL_BUSINESS', 'INDIVIDUAL_BUSINESS'],
  ['个体工商户', 'INDIVIDUAL_BUSINESS'],
  ['个体', 'INDIVIDUAL_BUSINESS'],
]);

const STATES: ReadonlyMap<string, ImportedChannelState> = new Map([
  ['PREPARING', 'PREPARING'],
  ['筹备', 'PREPARING'],
  ['ACTIVE', 'ACTIVE'],
  ['正常', 'ACTIVE'],
  ['SUSPENDED', 'SUSPENDED'],
  ['暂停', 'SUSPENDED'],
  ['CLOSED', 'CLOSED'],
  ['关闭', 'CLOSED'],
]);

const CHANNEL_COLUMNS = ['channelCode', 'channelName', 'channelType', 'channelAddress', 'channelState'] as const;

export type RowReading<Row> =
  { readonly kind: 'READ'; readonly row: Row } | { readonly kind: 'FAULTY'; readonly errors: readonly RowError[] };

export function readRegistryRow(cells: Cells): RowReading<RegistryRow> {
  const errors = [...checkCells('REGISTRY', cells)];
  const faulty = new Set(errors.map(({ column }) => column));
  const text = (column: string): string | null => (faulty.has(column) || !cells[column] ? null : cells[column]);
  const word = (column: string): string | null => text(column) && plainText(text(column) ?? '').toUpperCase();
  const refuse = (column: string, code: RowError['code']): null => {
    errors.push({ column, code });
    return null;
  };
  const chosen = <Word>(column: string, words: ReadonlyMap<string, Word>, code: RowError['code']): Word | null => {
    const given = word(column);
    return given === null ? null : (words.get(given) ?? refuse(column, code));
  };

  const row = {
    companyName: text('companyName') ?? '',
    creditCode: readCreditCode(text('creditCode'), refuse),
    subjectKind: chosen('subjectKind', SUBJECT_KINDS, 'SUBJECT_KIND_UNKNOWN'),
    legalRepName: text('legalRepName'),
    phone: readPhone(text('phone'), refuse),
    email: readEmail(text('email'), refuse),
    address: text('address'),
    unitCode: plainText(text('unitCode') ?? '').toLowerCase(),
  };
  const hasChannel = CHANNEL_COLUMNS.some((column) => cells[column] !== undefined && cells[column] !== '');
  const channel = hasChannel
    ? {
        code: readChannelCode(cells, word('channelCode'), refuse),
        name: text('channelName'),
        type: word('channelType'),
        address: text('channelAddress'),
        state: chosen('channelState', STATES, 'STATE_UNKNOWN'),
      }
    : null;
  return errors.length > 0 ? { kind: 'FAULTY', errors } : { kind: 'READ', row: { ...row, channel } };
}

type Refuse = (column: string, code: RowError['code']) => null;

export function readCreditCode(text: string | null, refuse: Refuse): string {
  if (text === null) return '';
  const checked = checkCreditCode(text);
  if (checked.kind === 'VALID') return checked.normalised;
  refuse('creditCode', 'CREDIT_CODE_INVALID');
  return '';
}

/** A mobile or a landline number with its area code; kept as written. */
function readPhone(text: string | null, refuse: Refuse): string | null {
  if (text === null) return null;
  return /^\+?[\d() -]{5,30}$/.test(plainText(text)) ? plainText(text) : refuse('phone', 'PHONE_INVALID');
}

function readEmail(text: string | null, refuse: Refuse): string | null {
  if (text === null) return null;
  const parsed = emailSchema.safeParse(text);
  return parsed.success ? parsed.data : refuse('email', 'EMAIL_INVALID');
}

function readChannelCode(cells: Cells, code: string | null, refuse: Refuse): string {
  if (code === null) {
    if (cells['channelCode'] === '' || cells['channelCode'] === undefined) refuse('channelCode', 'REQUIRED');
    return '';
  }
  if (/^[0-9A-Z][0-9A-Z_-]{1,39}$/.test(code)) return code;
  refuse('channelCode', 'CHANNEL_CODE_INVALID');
  return '';
}
