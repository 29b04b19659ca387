import { z } from 'zod';
import type { FormValue, FormValues } from './values.ts';

const field = z.string().min(1).max(40);
const word = z.union([z.string().max(200), z.number(), z.boolean()]);

/** What has to hold of another field of the same form. A closed list of operators; nothing is evaluated. */
export const FieldCondition = z.discriminatedUnion('operator', [
  z.strictObject({ field, operator: z.literal('FILLED') }),
  z.strictObject({ field, operator: z.literal('EMPTY') }),
  /** Of a choice that takes several, any one of them. */
  z.strictObject({ field, operator: z.literal('IN'), values: z.array(word).min(1).max(50) }),
  z.strictObject({ field, operator: z.literal('NOT_IN'), values: z.array(word).min(1).max(50) }),
  z.strictObject({ field, operator: z.literal('AT_LEAST'), value: z.number() }),
  z.strictObject({ field, operator: z.literal('BELOW'), value: z.number() }),
]);
export type FieldCondition = z.infer<typeof FieldCondition>;

/** All of them hold; without any it always does. */
export function allHold(conditions: readonly FieldCondition[], values: FormValues): boolean {
  return conditions.every((condition) => holds(condition, values[condition.field]));
}

/** What was not filled in is EMPTY and NOT_IN, and nothing else. */
function holds(condition: FieldCondition, value: FormValue | undefined): boolean {
  switch (condition.operator) {
    case 'FILLED':
      return value !== undefined;
    case 'EMPTY':
      return value === undefined;
    case 'IN':
      return wordsOf(value).some((one) => condition.values.includes(one));
    case 'NOT_IN':
      return !wordsOf(value).some((one) => condition.values.includes(one));
    case 'AT_LEAST':
      return value !== undefined && Number(value) >= condition.value;
    case 'BELOW':
      return value !== undefined && Number(value) < condition.value;
  }
}

function wordsOf(value: FormValue | undefined): readonly (string | number | boolean)[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}
