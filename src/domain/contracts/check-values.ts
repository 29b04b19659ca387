import { isWellFormed, valueOf } from './field-values.ts';
import type { ContractTemplate, ContractValues, FieldKind } from './template.ts';

export interface ValueFaults {
  /** Codes the template does not have. */
  readonly unknown: readonly string[];
  readonly malformed: readonly { readonly code: string; readonly kind: FieldKind }[];
}

/** What keeps a draft from being saved. Fields may be missing and blank until the contract is to be issued. */
export function checkValues({ fields }: ContractTemplate, values: ContractValues): ValueFaults {
  const known = new Set(fields.map(({ code }) => code));
  return {
    unknown: Object.keys(values).filter((code) => !known.has(code)),
    malformed: fields
      .filter(({ code, kind }) => {
        const value = valueOf(values, code);
        return value !== undefined && !isBlank(value) && !isWellFormed(kind, value);
      })
      .map(({ code, kind }) => ({ code, kind })),
  };
}

/** A blank value is none. */
export function withoutBlanks(values: ContractValues): ContractValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
}

/** The first period the template names is the contract's own; each end is null until it is a day of the calendar. */
export function termOf({ periods }: ContractTemplate, values: ContractValues) {
  const [term] = periods;
  const dayIn = (code: string | undefined): string | null => {
    const value = code === undefined ? undefined : valueOf(values, code);
    return value !== undefined && isWellFormed('DATE', value) ? value : null;
  };
  return { startsOn: dayIn(term?.from), endsOn: dayIn(term?.to) };
}

function isBlank(value: string): boolean {
  return value.trim() === '';
}
