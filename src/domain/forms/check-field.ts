import { checkCreditCode } from '../identity/credit-code.ts';
import { emailSchema, mainlandMobileSchema } from '../identity/contact.ts';
import { Money, takesList, type FormField, type TextPattern } from './field.ts';
import type { FieldFault, FieldFaultCode } from './fault.ts';
import type { FormValue, FormValues } from './values.ts';
import type { Fact } from '../refusal.ts';

type Bounds = readonly [min: number | undefined, max: number | undefined];
type Said = readonly [code: FieldFaultCode, limit?: Fact] | undefined;

/** What a value is whatever else is filled in: a draft is held to it too. */
export function shapeFault(field: FormField, value: FormValue): FieldFault | undefined {
  return told(field, shape(field, value));
}

/** What a value has to be by the time the form is handed in. Its shape is sound. */
export function limitFault(
  field: FormField,
  value: FormValue,
  { values, today }: { readonly values: FormValues; readonly today: string },
): FieldFault | undefined {
  return told(field, limits(field, value, values, today));
}

function told({ key }: FormField, said: Said): FieldFault | undefined {
  if (said === undefined) return undefined;
  const [code, limit] = said;
  return { field: key, code, ...(limit === undefined ? {} : { limit }) };
}

function shape(field: FormField, value: FormValue): Said {
  if (takesList(field) !== Array.isArray(value)) return ['TYPE'];
  if (typeof value === 'object') return listShape(field, value);
  switch (field.type) {
    case 'TEXT':
      return typeof value === 'string' ? textShape(field, value) : ['TYPE'];
    case 'NUMBER':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : ['TYPE'];
    case 'MONEY':
      return typeof value === 'string' && Money.safeParse(value).success ? undefined : ['TYPE'];
    case 'DATE':
      return typeof value === 'string' && isDate(value) ? undefined : ['TYPE'];
    case 'BOOLEAN':
      return typeof value === 'boolean' ? undefined : ['TYPE'];
    case 'CHOICE':
      if (typeof value !== 'string') return ['TYPE'];
      return field.options.some(({ code }) => code === value) ? undefined : ['OPTION_UNKNOWN'];
    case 'FILE':
      return ['TYPE'];
    default:
      return typeof value === 'string' && isReferenceWord(field.type, value) ? undefined : ['TYPE'];
  }
}

function listShape(field: FormField, value: readonly string[]): Said {
  if (new Set(value).size < value.length) return ['TWICE'];
  if ('most' in field && value.length > field.most) return ['TOO_MANY', field.most];
  if (field.type === 'CHOICE') {
    const codes = new Set(field.options.map(({ code }) => code));
    return value.every((one) => codes.has(one)) ? undefined : ['OPTION_UNKNOWN'];
  }
  return value.every((one) => isReferenceWord(field.type, one)) ? undefined : ['TYPE'];
}

function textShape(field: Extract<FormField, { type: 'TEXT' }>, value: string): Said {
  if (value.includes('\0') || /\p{Surrogate}/u.test(value)) return ['CHARACTER'];
  if (field.lines === 'ONE' && /[\p{Cc}\u2028\u2029]/u.test(value)) return ['CHARACTER'];
  return Array.from(value).length > field.max ? ['TOO_LONG', field.max] : undefined;
}

function limits(field: FormField, value: FormValue, values: FormValues, today: string): Said {
  switch (field.type) {
    case 'TEXT':
      return textLimits(field, String(value));
    case 'NUMBER':
      return decimalsOf(Number(value)) > field.decimals
        ? ['DECIMALS', field.decimals]
        : within(Number(value), [field.min, field.max]);
    case 'MONEY':
      return within(fen(String(value)), [fenOf(field.min), fenOf(field.max)], [field.min, field.max]);
    case 'DATE':
      return dateLimits(field, String(value), values, today);
    case 'FILE':
      return Array.isArray(value) && value.length < field.least ? ['TOO_FEW', field.least] : undefined;
    default:
      return undefined;
  }
}

function textLimits({ min, pattern }: Extract<FormField, { type: 'TEXT' }>, value: string): Said {
  if (value.trim() === '') return ['MISSING'];
  if (min !== undefined && Array.from(value).length < min) return ['TOO_SHORT', min];
  return pattern === undefined || fits(pattern, value) ? undefined : ['PATTERN', pattern];
}

function dateLimits(
  { min, max, after }: Extract<FormField, { type: 'DATE' }>,
  value: string,
  values: FormValues,
  today: string,
): Said {
  const first = min === 'TODAY' ? today : min;
  const last = max === 'TODAY' ? today : max;
  if (first !== undefined && value < first) return ['TOO_EARLY', first];
  if (last !== undefined && value > last) return ['TOO_LATE', last];
  const other = after === undefined ? undefined : values[after];
  return typeof other === 'string' && value < other ? ['TOO_EARLY', after ?? null] : undefined;
}

function within(value: number, [min, max]: Bounds, limits: readonly (Fact | undefined)[] = [min, max]): Said {
  const [least = null, most = null] = limits;
  if (min !== undefined && value < min) return ['TOO_SMALL', least];
  return max !== undefined && value > max ? ['TOO_LARGE', most] : undefined;
}

/** Amounts compare as whole fen, so that no rounding decides. */
export function fen(amount: string): number {
  const [yuan = '0', cents = ''] = amount.replace('-', '').split('.');
  const whole = Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
  return amount.startsWith('-') ? -whole : whole;
}

function fenOf(amount: string | undefined): number | undefined {
  return amount === undefined ? undefined : fen(amount);
}

/** Of 0.25 two; of 1e-7 seven. */
function decimalsOf(value: number): number {
  const [digits = '', exponent] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent ?? 0));
}

function fits(pattern: TextPattern, value: string): boolean {
  switch (pattern) {
    case 'EMAIL':
      return emailSchema.safeParse(value).success;
    case 'MOBILE':
      return mainlandMobileSchema.safeParse(value).success;
    case 'PHONE':
      return /^\+?[0-9][0-9 -]{4,28}[0-9]$/.test(value);
    case 'CREDIT_CODE':
      return checkCreditCode(value).kind === 'VALID';
    case 'POSTCODE':
      return /^\d{6}$/.test(value);
    case 'CODE':
      return /^[A-Z][A-Z0-9_]*$/.test(value);
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isReferenceWord(type: FormField['type'], value: string): boolean {
  return type === 'CHANNEL_TYPE' ? /^[A-Z][A-Z0-9_]{1,39}$/.test(value) : UUID.test(value);
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const midnight = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value);
}
