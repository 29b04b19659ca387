import { ApproverRule } from '../../routes/approvers/approver-rule.ts';
import { durationSchema } from '../../time/duration.ts';
import type { Bilingual } from '../../text.ts';
import { approverWords } from './approver-words.ts';
import { UNIT_NAMES, VALUE_NAMES } from './value-names.ts';

/** Names that the rule itself gives: its stages by their keys. */
export type OwnNames = ReadonlyMap<string, Bilingual>;

/** A value as one says it; what has no words is shown as it is written. */
export function valueWords(value: unknown, field: string, own: OwnNames): Bilingual {
  if (value === null) return { zh: '无', en: 'nothing' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'string') return textWords(value, field, own);
  if (Array.isArray(value)) return listWords(value, field, own);
  const duration = durationSchema.safeParse(value);
  if (duration.success) {
    const { n, unit } = duration.data;
    const name = UNIT_NAMES[unit];
    return { zh: `${n} ${name.zh}`, en: `${n} ${n === 1 ? name.one : name.many}` };
  }
  const approver = ApproverRule.safeParse(value);
  return approver.success ? approverWords(approver.data) : written(value);
}

/** As it stands in the file. */
export function written(value: unknown): Bilingual {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { zh: text, en: text };
}

function textWords(value: string, field: string, own: OwnNames): Bilingual {
  const known = VALUE_NAMES[`${field}.${value}`] ?? VALUE_NAMES[value];
  if (known !== undefined) return known;
  const name = own.get(value);
  return name === undefined ? { zh: `「${value}」`, en: `“${value}”` } : { zh: `「${name.zh}」`, en: `“${name.en}”` };
}

function listWords(values: readonly unknown[], field: string, own: OwnNames): Bilingual {
  if (values.length === 0) return { zh: '无', en: 'none' };
  const words = values.map((value) => valueWords(value, field, own));
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}
