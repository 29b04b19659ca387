import type { RegistryRow } from './registry-row.ts';
import type { RowError } from './row-errors.ts';

const COMPANY_FIELDS = [
  ['companyName', 'companyName'],
  ['subjectKind', 'subjectKind'],
  ['legalRepName', 'legalRepName'],
  ['phone', 'phone'],
  ['email', 'email'],
  ['address', 'address'],
] as const;

/** Remembers the rows of one file, and says how a row repeats or contradicts an earlier one. */
export class RegistryFile {
  readonly #companies = new Map<string, { row: number; company: RegistryRow }>();
  readonly #alone = new Map<string, number>();
  readonly #channels = new Map<string, number>();

  /** A company may stand in several rows, one per channel; what they say of it has to agree. */
  add(row: number, read: RegistryRow): RowError[] {
    const errors = [...this.#differences(read), ...this.#repetitions(row, read)];
    if (!this.#companies.has(read.creditCode)) this.#companies.set(read.creditCode, { row, company: read });
    return errors;
  }

  #differences(read: RegistryRow): RowError[] {
    const first = this.#companies.get(read.creditCode);
    if (first === undefined) return [];
    return COMPANY_FIELDS.filter(([, field]) => read[field] !== null && read[field] !== first.company[field]).map(
      ([column]) => ({
        column,
        code: 'COMPANY_DIFFERS',
        otherRow: first.row,
      }),
    );
  }

  #repetitions(row: number, { creditCode, channel }: RegistryRow): RowError[] {
    const [seen, key, column] =
      channel === null
        ? ([this.#alone, creditCode, 'creditCode'] as const)
        : ([this.#channels, channel.code, 'channelCode'] as const);
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, row);
      return [];
    }
    return [{ column, code: 'DUPLICATE_IN_FILE', otherRow: earlier }];
  }
}
