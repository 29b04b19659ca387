import { capitalAmount } from './capital-amount.ts';
import type { ContractValues, FieldKind } from './template.ts';

const PATTERNS = {
  // Twelve digits before the point are as far as capital numerals name an amount.
  MONEY: /^(?:0|[1-9]\d{0,11})(?:\.\d{1,2})?$/u,
  INTEGER: /^(?:0|[1-9]\d{0,14})$/u,
  PERCENT: /^(?:100(?:\.0{1,4})?|[1-9]?\d(?:\.\d{1,4})?)$/u,
  DATE: /^\d{4}-\d{2}-\d{2}$/u,
} as const;

/** The value of a field, if it has one of its own: `constructor` is a possible code. */
export function valueOf(values: ContractValues, code: string): string | undefined {
  return Object.hasOwn(values, code) ? values[code] : undefined;
}

/** True when the value is filled and has the form of its kind, without blanks around it. */
export function isWellFormed(kind: FieldKind, value: string): boolean {
  if (kind === 'TEXT') return value.trim() !== '';
  return PATTERNS[kind].test(value) && (kind !== 'DATE' || isDayOfCalendar(value));
}

/** The value as a Chinese contract words it: amounts in digits and in capital numerals, dates in full. */
export function wordValue(kind: FieldKind, value: string): string {
  switch (kind) {
    case 'TEXT':
      return value;
    case 'MONEY':
      return `人民币${groupDigits(withCents(value))}元（大写：${capitalAmount(value)}）`;
    case 'INTEGER':
      return groupDigits(value);
    case 'PERCENT':
      return `${value}%`;
    case 'DATE': {
      const [year, month, day] = value.split('-').map(Number);
      return `${year ?? ''}年${month ?? ''}月${day ?? ''}日`;
    }
  }
}

function isDayOfCalendar(value: string): boolean {
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

function withCents(amount: string): string {
  const [yuan = '', cents = ''] = amount.split('.');
  return `${yuan}.${cents.padEnd(2, '0')}`;
}

function groupDigits(number: string): string {
  return number.replaceAll(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/gu, ',');
}
